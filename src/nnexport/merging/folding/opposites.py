"""Words of which a sentence with the one denies what it says with another."""

from __future__ import annotations

OPPOSITES = """
    increase decrease
    high low
    higher lower
    highest lowest
    large small less
    exceed below less
    more less
    more fewer
    most least
    before after
    above below
    over under
    inside outside
    always never
    always sometimes
    most few
    every some
    all some
    one two three both several
    single both
    once each twice
    first second third
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
    menor mayor
    größer kleiner
    größere kleinere
    höher niedriger
    steigen sinken
    petit grand
    petite grande
    haut bas
    linke rechte
    linken rechten
    links rechts
    gauche droite
    izquierda derecha
    левый правый
    north south east west
    january february march april may june july august september october november december
    janvier février mars avril mai juin juillet août septembre octobre novembre décembre
    januar februar märz april mai juni juli august september oktober november dezember
    enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
    monday tuesday wednesday thursday friday saturday sunday
    millimeter centimeter meter kilometer
    millisecond second minute hour day week month year
    milligram gram kilogram ton
    red blue green yellow
    mercury venus mars jupiter saturn uranus neptune
    monthly weekly daily yearly
    hundred thousand million billion
    seconds minutes hours days weeks months years
"""
"""A line of words of which a sentence with the one denies what it says with another."""

PAIRED_PREFIXES = """
    hyper hypo
    over under
    macro micro
    inter intra
    pre post
    endo exo
    homo hetero
    mono poly
    up down
    in out
    super sub
    red blue
    ober unter
"""
"""Beginnings of words of which the one turns the meaning of the other round."""

TURNING_PREFIXES = "un in im ir il non non- dis anti sub de a"
"""Beginnings that turn the word behind them round ("stable", "unstable")."""
