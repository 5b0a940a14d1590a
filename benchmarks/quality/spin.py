"""Spun text: common words exchanged by a table, as programs do that make copies look new."""

import hashlib
import re
from collections import Counter

COMMON_WORDS = 2000
SHARE = 0.3  # of the occurrences of common words
WORD = re.compile(r"[A-Za-z]{3,}")

# Written by hand; what is not here gets a made-up word, always the same one.
SYNONYMS = dict(pair.split("=") for pair in """
the=that and=plus that=which for=toward with=alongside was=became but=yet from=out_of this=the_present
they=these_people have=possess has=holds had=held his=the_man's her=the_woman's not=hardly are=remain
were=stood will=shall would=might who=that what=whatever when=once where=wherever which=that
their=the_group's there=yonder been=stayed more=further about=concerning into=inside after=following
over=above some=several could=might can=may other=different than=versus said=stated says=states say=state
told=informed asked=inquired added=noted called=labeled announced=declared report=account
reported=recounted reports=accounts statement=declaration spokesman=representative officials=authorities
official=functionary government=administration president=leader minister=secretary leader=chief
leaders=chiefs company=firm companies=firms business=enterprise market=marketplace markets=bourses
money=funds price=cost prices=costs percent=per_cent million=mln billion=bln year=twelvemonth
years=seasons month=four_weeks week=seven_days day=date time=moment times=occasions first=initial
second=next last=final new=fresh old=aged big=large large=sizable small=little great=grand good=fine
bad=poor high=elevated low=reduced long=lengthy short=brief early=premature late=tardy people=individuals
man=fellow men=fellows woman=lady women=ladies children=kids child=kid family=household country=nation
countries=nations state=province states=provinces city=town world=globe house=home home=residence
police=officers officer=constable court=tribunal judge=magistrate law=statute laws=statutes case=matter
cases=matters attack=assault attacks=assaults killed=slain died=perished injured=hurt wounded=harmed
fire=blaze war=conflict military=army troops=soldiers forces=units security=safety weapons=arms
group=band groups=bands election=ballot vote=poll voters=electors votes=polls campaign=drive
party=faction political=partisan policy=approach plan=scheme plans=schemes proposal=suggestion
deal=accord agreement=pact talks=negotiations meeting=gathering support=backing supported=backed
against=versus oppose=resist opposed=resisted issue=question issues=questions make=create made=created
making=creating take=grab took=grabbed taken=grabbed taking=grabbing give=hand gave=handed get=obtain
got=obtained going=heading went=headed come=arrive came=arrived see=view seen=viewed show=display
showed=displayed know=understand knew=understood think=believe thought=believed believe=reckon
want=desire wanted=desired need=require needs=requires help=assist helped=assisted work=labor
worked=labored working=laboring use=employ used=employed using=employing find=discover found=discovered
keep=retain kept=retained hold=grip held=gripped bring=fetch brought=fetched begin=commence
began=commenced start=launch started=launched end=finish ended=finished continue=proceed
continued=proceeded become=grow became=grew leave=depart left=departed stay=remain stop=halt
stopped=halted turn=rotate move=shift moved=shifted increase=rise increased=rose growth=expansion
decline=drop fell=dropped rise=climb rose=climbed lost=forfeited win=triumph won=triumphed pay=spend
paid=spent buy=purchase bought=purchased sell=vend sold=vended own=personal part=portion number=figure
numbers=figures public=common private=personal important=crucial major=principal likely=probable
possible=feasible able=capable clear=plain sure=certain true=genuine right=correct wrong=mistaken
hard=tough easy=simple however=nevertheless because=since while=whereas although=though before=prior_to
during=throughout between=amid among=amid under=beneath near=close_to also=likewise only=solely
just=merely even=indeed still=yet again=anew now=currently then=afterward often=frequently
never=at_no_time always=constantly many=numerous much=plenty most=nearly_all few=scant every=each
any=whichever such=similar same=identical another=one_more several=various both=the_two job=post
jobs=posts worker=employee workers=employees school=academy student=pupil students=pupils study=survey
research=inquiry problem=difficulty problems=difficulties change=alteration changes=alterations
result=outcome results=outcomes reason=motive reasons=motives effort=attempt efforts=attempts
decision=ruling power=might way=manner ways=manners place=spot area=zone areas=zones side=flank line=row
point=spot question=query answer=reply word=term
""".split())

_SYLLABLES = [onset + rest for onset in "bdfgklmnprstvz" for rest in ("a", "e", "i", "o", "u", "an", "el", "or")]
_SUFFIXES = ("ing", "ed", "ly", "s")


def made_up(word):
    """A word that looks like one, with the ending of the original."""
    digest = hashlib.blake2b(word.encode(), digest_size=4).digest()
    suffix = next((suffix for suffix in _SUFFIXES if word.endswith(suffix)), "")
    syllables = 2 + (len(word) > 6)
    return "".join(_SYLLABLES[byte % len(_SYLLABLES)] for byte in digest[:syllables]) + suffix


def substitutions(texts):
    """The table for the most common words of these texts. Names, which are capitalized, stay."""
    count = Counter()
    for text in texts:
        count.update({word for word in WORD.findall(text) if word.islower()})
    words = [word for word, _ in sorted(count.items(), key=lambda it: (-it[1], it[0]))[:COMMON_WORDS]]
    return {word: SYNONYMS.get(word, made_up(word)).replace("_", " ") for word in words}


def spin(text, rng, table):
    def exchanged(match):
        word = match.group()
        return table[word] if word in table and rng.random() < SHARE else word

    return WORD.sub(exchanged, text)
