"""What people do in many tests: ask, and wait for nothing."""

from tools.standin import Client

CAUSES = "what causes b12 deficiency"


async def ask(client: Client, text: str = CAUSES) -> None:
    """Ask without waiting for the reply."""
    await client.send_update({"message": client.message(text=text)})
