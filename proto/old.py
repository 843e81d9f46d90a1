from bot.understanding.matcher import Matcher
make=Matcher.alone
