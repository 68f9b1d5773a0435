"""Words that explanations on any subject are made of: what is lost with one of them is little.

A rare word names a thing and an everyday word says something about things; how rare a word is in a
deck tells them apart only where a deck is large and on one subject.
"""

from __future__ import annotations

LIGHT_WORDS = frozenset(
    """
    ability able across actually add addition additional additionally allow allows along also
    among amongst approach area around aspect available based basically become call capability
    certain clear clearly common commonly concept consider considerably consideration consist
    context corresponding crucial currently degree e.g easily effective effectively enable
    ensure especially essential essentially etc example extremely fact factor fairly following
    general generally give given heavily help highly i.e idea important include including
    increasingly indeed inherently instance instead introduce involve key kind know known let
    lets like made mainly make makes making manner mechanism method moreover name nature notion
    now nowadays number numerous obviously occur offer often overall particular particularly
    perform phenomenon play pose possible potential potentially present primarily provide quite
    really refer relatively represent respective respectively role serve several significantly
    simply so-called somewhat sort specific still substantially take technique tend thing today
    topic toward towards truly try type typical typically upon use used usually value various
    very vital way well well- work
    """.split()
)
"""Words that add next to nothing wherever they stand."""

GENERIC_VERBS = frozenset(
    """
    accept access accommodate account accumulate act adapt adopt aim align allow analyze apply
    approach approximate arise arrange assess assign assume attach attempt become begin behave
    belong bind bring build call can capture carry cause change characterize check choose
    clarify collect combine come communicate compare compute concern conduct connect consider
    consist construct contain continue contribute control convert convey correspond cover craft
    create deal decide define deliver demonstrate depend derive describe design designate
    detect determine develop differ direct discover display distinguish distribute divide draw
    drive emerge emphasize employ enable encompass encounter encourage end enhance ensure
    entail enter establish estimate evaluate examine execute exhibit exist expect explain
    explore express extract face facilitate feed find flow focus follow formulate foster
    function gain gather generate get give go govern grow guide handle happen have help hold
    identify illustrate implement imply improve incentivize include incorporate indicate
    influence inform inherit inject integrate intend interact introduce investigate involve
    join keep know label lead learn leave let leverage lie locate look maintain make manage map
    match meet modify move name need obtain occur offer operate optimize organize outline pass
    perform permit pick play pose present preserve prioritize produce promote propose provide
    pursue put quantify reach receive recognize refer reflect regard relate rely remain render
    replace report represent require reside respond result retain retrieve return reveal run
    say see seek seem select send serve set setting shape share show simulate solve specify
    spend stand start state stay store strive suffer suggest suit summarize supply support
    surround take target tend think treat try turn undergo understand update use utilize
    validate vary wish work yield
    """.split()
)
"""Everyday verbs that say little where the nouns around them are the same ("maps", "takes").

None that stops, takes away or turns round what the nouns say ("prevent", "remove", "increase").
"""

EVERYDAY_WORDS = frozenset(
    """
    accompany accord achieve acquire active actual adequate adjust admit advance advantage
    affect age ago agree aid almost already alter alternative always amount analysis announce
    another answer anyone anything apparent appear application appropriate arrive art article
    assist associate assumption attain attention attract attractive attribute author average
    away back background bad balance base basic basis bear beat beautiful behavior behind
    believe beneficial benefit best better beyond big body bottom bound boundary branch brief
    broad built busy calculate capable care careful case catch category center certainly chain
    challenge chance character characteristic chief choice circle circumstance claim class
    classic clean close cluster combination comfortable commence community comparison compete
    complex component compose comprise conclude conclusion condition confirm confuse
    consequence consequently considerable constitute contact content contrast convenient copy
    core cost count couple course criterion current custom cycle day decision declare deep
    definition demand dependent description desirable desire despite detail device difference
    different differently difficult difficulty disadvantage discuss distance distinct due early
    ease easy edge effect efficient effort element enjoy enormous enough entire entity
    environment even event eventually ever every everyday everyone evidence exceed excellent
    except exchange exclude exercise existence expand expense experience explanation extend
    extensive extra fair familiar famous far fast favor feature feel field fill final fine
    finish first fit fix flexible force form formation former forward foundation frame free
    fully fundamental future goal grant great greater group growth guarantee hand head height
    helpful high home hope ideal image imagine impact implementation importance impose
    impossible impression individual information inherent input inside intention interest
    interpret introduction issue item job judge knowledge last late later latter lay least
    length less level life light likely line link list little load long lot low lower main mark
    material matter measure member mention middle minute mistake mix mixture mode model moment
    mostly motion multiply near nearby necessary new next normal notable notably note nothing
    notice object objective observation observe occasion occasionally occupy old open
    opportunity option order orientation origin originate otherwise outcome output outside
    overcome part participate past path pattern pause pay performance perhaps period
    perspective phase phrase picture piece place plain plan point portion position possess
    possibility possibly power practice precede prefer preference prepare presence press
    pressure pretty previous previously primary prime principal principle probably problem
    procedure proceed process product progress prolong prominent proper property proportion
    prospect prove public pull purpose push quality quantity question quick range rate ratio
    react read readily ready real realize reason reasonable recent record reduction reference
    regardless reinforce relationship release relevant reliable remark remember repeat
    representation resemble reserve resolve resource respect response responsible rest right
    round satisfy save scale scenario scope search second section sense sequence series serious
    service shift side sign significant similar simple simplify situation size solution
    something sometimes soon source space speak special specifically speed spread stage
    standard steady step stimulate strategy strength strengthen stress strike structure study
    subject substantial succeed success successful sufficient suitable sum suppose sure sustain
    switch table tackle task tell term test thank theory third thought throughout throw tie
    time tool top touch track transfer transform transition transport travel trend trigger
    trouble unable underlie underlying unit unlike unusual upper useful user valuable variable
    variant variation variety version view virtually wait want weight whole width win word
    world worth write
    """.split()
)
"""Other words that say little alone; several in a row, or one that is listed ("large and small"),
say something. None that restricts what a noun stands for ("isolated", "independent")."""
