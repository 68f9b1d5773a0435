"""Words that may stand for each other in an explanation, and set phrases.

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
    analyze examine inspect investigate study
    answer reply respond response
    appear emerge arise arose arisen
    use used using uses employ utilize usage apply applied
    approximately roughly about around circa
    almost nearly
    area region zone
    arrange organize
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
    check verify validate confirm
    choose chose chosen select pick selection choice
    classify categorize
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
    detect identify recognize spot notice
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
    easy simple straightforward
    simply
    eat ate eaten
    efficient efficiently
    effective effectively
    electric electrical
    emphasize stress highlight
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
    salary wage wages
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
    rare uncommon
    hardly barely scarcely seldom rarely
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
    retrieve fetch retrieval
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
    attacker adversary adversaries opponent
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
    slow slowly slower
    strong stronger strongly
    weak weaker weakly
    cheap cheaper inexpensive affordable
    hot hotter
    cold colder
    deep deeper deeply
    thick thicker
    thin thinner
    heavy heavier
    bright brighter
    dark darker
    old older
    young younger
    dense denser
    precision
    accuracy
    increasingly
    greatly
    rough
    set setting sets
    run running
    explain explanation explanatory
    contribute contribution
    salient prominent
    intentional deliberate intentionally deliberately
    subtle imperceptible
    deceive mislead fool
    realistic
    visualize visualization
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
    abundant plentiful ample
    accident mishap
    achievement accomplishment
    alive living
    annual yearly annually
    argue contend
    arrive arrival
    author writer
    award prize
    aware conscious
    bad poor
    break broke broken
    burden load
    career profession occupation
    careful carefully cautious
    child children kid kids
    city town
    clothing clothes
    coast shore shoreline
    comment remark
    company firm business enterprise
    competition rivalry
    consent approval
    contaminate pollute contamination pollution
    convenient handy
    countless innumerable
    court tribunal
    crop harvest
    cure heal
    custom tradition
    debate dispute
    declare proclaim
    depart departure
    devote dedicate
    discourage deter
    drug medicine medication medicament
    employee worker labourer staff
    enemy foe
    evaporate vaporize vapourise
    exam examination
    exhaust deplete
    explode burst
    fabric cloth
    fake counterfeit
    famine hunger starvation
    farming agriculture
    fatal deadly lethal
    flee fled
    flexible adaptable
    flexibility adaptability
    flu influenza
    formula equation
    fund finance
    garbage trash rubbish waste
    ground soil
    heat warmth
    hire recruit
    holy sacred
    humid moist damp
    ignore disregard neglect
    inactive dormant
    income earnings
    independent autonomous
    infect infection
    inhibit suppress
    injury wound
    instruction command
    instrument tool
    insufficient inadequate
    invent devise
    jail prison
    journey trip
    king monarch ruler
    kingdom monarchy
    liberty freedom
    manufacture manufacturing
    merchant trader
    military army
    misuse abuse
    mixture blend
    motion movement
    motor engine
    mutual reciprocal
    noisy loud
    odor smell
    option alternative
    petrol gasoline
    phone telephone
    poison toxin
    poisonous toxic
    possess own
    pupil student
    rain rainfall
    rebellion uprising revolt
    recommend advise
    remote distant
    repair mend
    reveal disclose uncover
    rigid stiff
    scientist researcher
    ship vessel
    sick ill
    smart clever intelligent
    soak seep
    soldier troops
    sunlight sunshine
    surplus excess
    timber wood
    trade commerce
    virus viral
    wealth riches
    breed bred
    oversee supervise
    portray depict
    revert undo
    simultaneous simultaneously concurrent concurrently
    approve ratify
    appoint nominate
    modern contemporary
    ease facilitate
    favor prefer
    generalize generalization
    normalize normalization
    initialize initialization
    synchronize synchronization
    specialize specialized
    stabilize stabilization
    memorize memorization
    oxidize oxidized
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
    "fail to": "not",
    "fails to": "not",
    "failing to": "not",
    "failed to": "not",
    "unable to": "not",
    "not just": "",
    "not necessarily": "not",
    "rather than": "not",
    "instead of": "not",
    "means that": "",
    "means the": "",
    "means a": "",
    "means an": "",
    "which means": "",
    "this means": "",
    "such as": "like",
    "for example": "like",
    "for instance": "like",
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
    "the process of": "",
    "a process of": "",
    "at least": "least",
    "at most": "most",
}
"""Several words → what they are read as; nothing for those that say nothing of their own."""
