"""Letters that look Latin. What people type has them, and so has the published article."""

LOOK_ALIKES = str.maketrans(
    "авсԁеһіјкӏмнопрԛѕтуѵхԝьзαβεηικνορτυχγωμıłøđħŧᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ",
    "abcdehijklmhonpqstyvxwb3abenikvoptuxywuilodhtabcdefghijklmnoprstuvwyz",
)
"""Letters to the plain Latin ones they look like, in lower case: Cyrillic, Greek, crossed letters and small
capitals, which no normal form takes apart (after Unicode's TR 39)."""
