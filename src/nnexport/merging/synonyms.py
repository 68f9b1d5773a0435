"""Words that may stand for each other in an explanation, words that add nothing, and opposites.

Only words whose exchange leaves a sentence's meaning alone in most contexts stand in one line; what
some field keeps apart ("mass" and "weight", "accuracy" and "precision", "speed" and "velocity",
"error" and "loss") stands in none. A word stands in one line only, with the meaning that it has
most often in explanations. Irregular forms stand with their verb, because no ending tells them.
"""

from __future__ import annotations

SYNONYMS = """
    able capable
    absent missing
    accelerate speed hasten
    accomplish achieve attain reach reached fulfil fulfill
    accurate accurately correct correctly exact exactly precise precisely
    acquire obtain get got gotten
    act behave
    add append
    additional extra further supplementary additionally moreover furthermore besides addition
    adjust update modify change alter amend tweak
    advantage benefit upside merit
    affect influence
    aim goal objective purpose intention
    allow enable permit let lets
    always invariably
    amount quantity
    analyze analyse examine inspect investigate study
    answer reply respond response
    appear emerge arise arose arisen
    use used using uses employ utilize utilise usage apply applied
    approximately roughly about around circa
    almost nearly
    area region zone
    arrange organize organise
    assess evaluate judge
    assign allocate
    help aid assist support
    assume suppose presume
    attach fasten fix
    attempt try tries tried trying strive effort
    attract draw drew drawn
    automatic automatically
    prevent avoid avert preclude hinder hamper impede obstruct
    ban forbid forbade forbidden prohibit outlaw
    basic fundamental elementary basically fundamentally
    basis foundation
    begin began begun start commence
    best optimal ideal optimum
    bind bound
    large big great huge vast enormous massive bigger larger greater
    border boundary frontier edge
    bring brought
    build built construct
    burn burnt
    buy bought purchase
    measure quantify calculate compute calculation computation
    carry carried transport convey
    catch caught
    type kind category
    cause lead led result produce provoke trigger induce
    central main chief mainly chiefly
    challenge difficulty problem issue trouble obstacle hurdle
    probability likelihood
    characteristic property attribute trait
    cheap inexpensive affordable
    check verify validate confirm
    choose chose chosen select pick selection choice
    classify categorize categorise
    clear clearly obvious obviously evident apparent
    close near nearby
    come came
    common commonly frequent frequently widespread prevalent popular often
    compulsory mandatory obligatory
    concept notion idea
    connect link join
    consecutive successive
    keep kept retain preserve conserve maintain
    consider regard consideration
    consist include contain comprise compose composed encompass
    constant constantly steady steadily
    continue persist proceed
    continuous continuously
    control regulate govern
    convert transform turn conversion transformation
    convince persuade
    copy duplicate replica
    costly expensive
    country nation
    create generate
    make made
    crucial essential vital critical key important importance importantly
    significant significantly substantial substantially considerable considerably
    damage harm injure hurt
    danger hazard risk peril
    dangerous hazardous risky
    deal dealt handle treat
    die died dies dying death
    decide determine
    decrease reduce lower diminish lessen decline shrink shrank reduction
    defeat beat beaten
    defend protect guard shield safeguard
    define describe
    degrade worsen deteriorate
    delay postpone
    remove delete eliminate discard erase omit
    require need demand necessitate necessary needed requirement
    depend rely dependent reliant
    desire want wish
    destroy ruin
    detect identify recognize recognise spot notice
    device apparatus appliance
    discrepancy disparity dissimilarity difference distinction
    different distinct dissimilar
    difficult hard challenging tough tricky
    direct directly straight
    disadvantage drawback downside weakness shortcoming
    disappear vanish
    discover find found
    disease illness sickness
    display show shown exhibit demonstrate
    distribute spread disperse
    divide split partition
    domain field
    drive drove driven
    duty obligation
    easily readily
    easy simple simply straightforward
    eat ate eaten
    efficient efficiently
    effective effectively
    electric electrical
    emphasize emphasise stress highlight
    encourage promote foster
    end finish terminate cease stop
    enlarge expand widen broaden
    enough sufficient sufficiently adequate adequately
    ensure guarantee assure
    equal equally same identical identically
    mistake fault
    especially particularly notably
    entire entirely whole wholly full fully complete completely total totally
    exceed surpass
    excessive excessively overly
    exchange swap
    execute ran
    expect anticipate
    undergo underwent undergone
    extremely very highly exceedingly immensely
    fail failure
    famous renowned
    fast faster quick quickly rapid rapidly swift swiftly
    feed fed
    final finally last ultimate ultimately eventually
    forecast predict prediction
    forever permanently permanent
    forget forgot forgotten
    freeze froze frozen
    give gave given provide supply offer deliver yield
    go went gone
    gradual gradually progressively
    group cluster
    grow grew grown
    happen occur occurrence
    hide hid hidden conceal
    hold held
    illegal unlawful
    image picture
    imitate mimic
    immediate immediately instantly instantaneously
    improve enhance boost improvement enhancement
    increase raise rise rose risen elevate heighten
    individual single
    inhabitant resident
    initial initially
    job task
    know knew known
    lack shortage
    law statute
    learn learnt
    lend lent
    limit restrict constrain restriction constraint limitation
    locate situate situated
    lose lost
    meet met
    technique method approach strategy procedure way manner
    mitigate alleviate address overcome counter remedy tackle resolve solve
    move moved shift
    multiple many several numerous various diverse
    complicated complex intricate sophisticated
    name called call term refer
    new novel
    normal normally usual usually typical typically generally ordinarily
    original originally
    pay paid
    people person persons
    percent % percentage
    phase stage
    pose present
    possible possibly feasible
    prior previous previously earlier preceding
    prone susceptible vulnerable
    proof evidence
    quiet silent
    random randomly
    rare rarely uncommon seldom
    real really actual actually true truly
    recent recently
    reject refuse
    reinforce strengthen
    relationship relation
    reliable reliably dependable
    remain stay
    repeat repeated repeatedly
    replace substitute
    live reside
    resist withstand
    retrieve fetch
    rotate spin
    safe safely secure
    search seek sought
    see saw seen
    sell sold
    send sent transmit
    separate separately
    serious seriously severe severely grave
    similar similarly alike comparable
    small tiny little smaller minor minimal slight slightly
    magnitude size extent
    capacity ability capability
    attacker adversary adversaries
    specific specifically particular certain
    strict strictly
    subsequent subsequently afterwards afterward
    sudden suddenly abrupt abruptly
    suitable suited appropriate fitting
    take took taken
    tell told
    temporary temporarily
    think thought
    throw threw thrown
    together jointly
    understand understood comprehend
    unify unite
    useful helpful beneficial
    wear wore worn
    wide broad widely broadly
    win won
    write wrote written
    wrong wrongly incorrect incorrectly false
    across throughout
    humans human man
    doctor physician
    car automobile
    earth world globe
    sea ocean
    high
    rough
    set setting sets
    run running
    explain explanation explanatory
    contribute contribution
    salient prominent
    intentional deliberate
    subtle imperceptible
    deceive mislead fool
    realistic
    visualize visualise visualization
    architecture
    zero 0
    two 2 zwei
    three 3 drei
    four 4 vier
    five 5
    six 6
    seven 7
    eight 8
    nine 9
    ten 10
    eleven 11
    twelve 12
    twenty 20
    thirty 30
    fifty 50
    hundred 100
    thousand 1000
    million 1000000
    twice double
    half 50%
    wichtig bedeutend wesentlich zentral
    groß grosse große großer großen
    entsteht entstehen bildet bilden
    dient dienen
    ermöglicht ermöglichen erlaubt erlauben
    verringert verringern senkt senken reduziert reduzieren
    erhöht erhöhen steigert steigern
    benötigt benötigen braucht brauchen
    verwendet verwenden benutzt nutzt nutzen
    beginnt beginnen startet
    permet permettent
    nécessite nécessitent exige
    réduit réduisent diminue diminuent
    augmente augmentent accroît
    utilisent emploie
    permite permiten
    disminuye disminuyen reducen
    aumenta aumentan incrementa
    utiliza utilizan usa emplea
    позволяет позволяют
    уменьшает снижает сокращает
    увеличивает повышает
    использует применяет используется применяется
"""
"""A line of words that may stand for each other; those before the first count as it."""

PHRASES = {
    "in order to": "",
    "as well as": "",
    "due to": "because",
    "because of": "because",
    "owing to": "because",
    "a lot of": "several",
    "lots of": "several",
    "a number of": "several",
    "a variety of": "several",
    "a range of": "several",
    "a wide range of": "several",
    "a large number of": "several",
    "made up of": "consist",
    "make up of": "consist",
    "makes use of": "use",
    "make use of": "use",
    "making use of": "use",
    "carry out": "perform",
    "carries out": "perform",
    "carried out": "perform",
    "takes place": "occur",
    "take place": "occur",
    "took place": "occur",
    "taking place": "occur",
    "no longer": "not",
    "not only": "",
    "not just": "",
    "not necessarily": "not",
    "such as": "like",
    "for example": "like",
    "for instance": "like",
    "e.g": "like",
    "i.e": "",
    "that is": "",
    "in other words": "",
    "deals with": "handle",
    "deal with": "handle",
    "gets rid of": "remove",
    "get rid of": "remove",
    "gives rise to": "cause",
    "bring about": "cause",
    "brings about": "cause",
    "results in": "cause",
    "resulting in": "cause",
    "result in": "cause",
    "contributes to": "cause",
    "at the same time": "simultaneous",
    "all at once": "simultaneous",
    "in the absence of": "without",
    "in contrast to": "unlike",
    "is able to": "",
    "are able to": "",
    "be able to": "",
    "is known as": "name",
    "are known as": "name",
    "also known as": "name",
    "is referred to as": "name",
    "referred to as": "name",
    "refers to": "",
    "refer to": "",
    "set up": "establish",
    "sets up": "establish",
    "looks for": "search",
    "look for": "search",
    "looking for": "search",
    "turns into": "convert into",
    "turn into": "convert into",
    "one another": "each other",
    "over time": "gradual",
    "step by step": "gradual",
    "a kind of": "type",
    "a form of": "type",
    "take into account": "consider",
    "takes into account": "consider",
    "taking into account": "consider",
    "per cent": "percent",
    "on average": "average",
    "in practice": "",
    "in general": "",
    "in particular": "",
    "and so on": "",
    "it is important to": "",
    "it is worth noting that": "",
    "on the other hand": "",
    "on the one hand": "",
    "large number of": "several",
    "the number of": "",
    "at least": "least",
    "at most": "most",
}
"""Several words → what they are read as; nothing for those that say nothing of their own."""

LIGHT_WORDS = frozenset(
    """
    ability able across actually add addition additional additionally allow allows along also
    among amongst approach area around aspect available based basically become call capability
    capacity certain characteristic characteristics clear clearly common commonly concept
    consider considerably consideration consist context corresponding crucial currently degree
    different easily effective effectively enable ensure environment especially essential
    essentially etc example extent extremely fact factor fairly general generally give given
    greatly heavily help highly idea important include including increasingly indeed inherently
    instance instead introduce involve key kind know let lets like made main mainly make makes
    making manner mean mechanism method modern moreover multiple name nature necessary notion
    now nowadays number numerous obviously occur offer often overall overly particular
    particularly perform phenomenon play popular pose possible potential potentially present
    primarily problem process provide question quite really refer related relatively represent
    respective respectively role scenario serve several significant significantly simple simply
    single situation so-called somewhat sort specific still substantially take task technique
    tend term thing today together topic toward towards true truly try type typical typically
    upon use used useful usually value various very view vital way well well-known widely work
    """.split()
)
"""Words of explanations on any subject; losing one loses next to nothing."""

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
    match mean meet modify move name need obtain occur offer operate optimize organize outline
    pass perform permit pick play pose present preserve prioritize produce promote propose
    provide pursue put quantify reach receive recognize refer reflect regard relate rely remain
    render replace report represent require reside respond result retain retrieve return reveal
    run say see seek seem select send serve set shape share show simulate solve specify spend
    stand start state stay store strive suffer suggest suit summarize supply support surround
    take target tend think treat try turn undergo understand update use utilize validate vary
    wish work yield
    """.split()
)
"""Verbs that say little where the nouns around them are the same: "maps", "takes", "assigns".

None that stops, takes away or turns round what the nouns say ("prevent", "remove", "increase").
"""

OPPOSITES = """
    increase decrease
    high low
    higher lower
    highest lowest
    large small
    more less
    more fewer
    most least
    before after
    above below
    over under
    inside outside
    into from
    always never
    always sometimes
    all some
    all none
    first last
    positive negative
    maximum minimum
    maximize minimize
    left right
    up down
    upper lower
    early late
    earlier later
    fast slow
    strong weak
    strengthen weaken
    long short
    longer shorter
    true false
    input output
    internal external
    linear nonlinear
    linear non-linear
    advantage disadvantage
    easy difficult
    cheap expensive
    possible impossible
    hot cold
    warm cool
    heat cool
    bright dark
    open closed
    open close
    allow forbid
    accept reject
    rich poor
    wide narrow
    thick thin
    hard soft
    wet dry
    north south
    northern southern
    east west
    eastern western
    active passive
    sender receiver
    buyer seller
    static dynamic
    mutable immutable
    synchronous asynchronous
    stateful stateless
    lossy lossless
    supervised unsupervised
    reversible irreversible
    soluble insoluble
    stable unstable
    equal unequal
    legal illegal
    required optional
    mandatory optional
    include exclude
    encode decode
    encrypt decrypt
    import export
    upload download
    gain lose
    win lose
    absorb release
    absorb emit
    expand contract
    rise fall
    rise sink
    oxidation reduction
    oxidized reduced
    acidic alkaline
    endothermic exothermic
    anode cathode
    dominant recessive
    male female
    summer winter
    day night
    horizontal vertical
    serial parallel
    sequential parallel
    public private
    ascending descending
    convex concave
    overfitting underfitting
    overestimate underestimate
    begin end
    buy sell
    push pull
    attract repel
    voluntary mandatory
    temporary permanent
    frequent rare
    often rarely
    same different
    similar different
    sufficient insufficient
    dense sparse
    deep shallow
    near far
    oben unten
    vor nach
    hoch niedrig
    steigt sinkt
    mehr weniger
    immer nie
    augmente diminue
    avant après
    plus moins
    toujours jamais
    aumenta disminuye
    antes después
    más menos
    siempre nunca
    увеличивает уменьшает
    больше меньше
    всегда никогда
    до после
"""
"""Pairs of words of which a sentence with the one says the opposite of one with the other."""
