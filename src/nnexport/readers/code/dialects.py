"""Shapes that many first words share: types, SQL, commands, assembler, pseudo-code, build files."""

from __future__ import annotations

DIALECTS = r"""
@ break continue pass fi done esac then next endif endwhile endfor endfunction wend ENDIF
    ENDWHILE ENDFOR BEGIN END ELSE THEN exit loop NEXT UNTIL EXIT WEND ret nop leave
2 \S+[;,]?$
@ int float double char void long short bool boolean string String byte auto size_t unsigned
    signed decimal object var val const final static public private protected internal abstract
    override virtual sealed readonly inline extern volatile export declare pub mut unsafe
    synchronized Integer Double List Map Set ArrayList HashMap Scanner Thread Runnable Object
    dynamic lateinit suspend open partial delegate event default std vector map set pair
4.2 (?:[\w:]+(?:<[^=;()]*>)?(?:\[\])*[*&?]*\s+){1,6}[*&]{0,2}[\w:~]+(?:<\w
    +>)?(?:\[\w*\]){0,3}\s*(?:[=;(]|\{|:\s*[\w(\[{]+.*[={;]).*$
5 (?:const|val|var|let|static|final) \[?\{?\(?[\w$]+.{0,60}=.*$
3.5 (?:public|private|protected|internal|signals|default)(?: slots)?:$
4.2 (?:(?:public|private|protected|internal|static|final|abstract|export|default|sealed|open
    |partial|pub|data|inline)\s+)+(?:class|interface|enum|struct|record|trait|void|fn|fun|object
    |function|const|let|type|async)\b.*$
4.2 std::.*[;({<]$
2.5 (?:public|private|protected) [\w<>\[\]]+ \w+\s*$
@ SELECT INSERT UPDATE DELETE CREATE ALTER DROP TRUNCATE WITH FROM WHERE GROUP ORDER HAVING JOIN
    LEFT RIGHT INNER OUTER FULL CROSS ON AND OR VALUES SET LIMIT UNION GRANT REVOKE COMMIT
    ROLLBACK DECLARE EXEC CASE WHEN PRIMARY FOREIGN CONSTRAINT REFERENCES ADD OFFSET PARTITION
    EXPLAIN USE
5 SELECT (?:DISTINCT |TOP \d+ )?.+ FROM .+
5 (?:INSERT INTO|UPDATE \w+ SET|DELETE FROM|CREATE (?:OR REPLACE |UNIQUE[ ]
    |TEMP(?:ORARY)? )?(?:TABLE|VIEW|INDEX|DATABASE|PROCEDURE|FUNCTION|TRIGGER|USER)|ALTER TABLE
    |DROP (?:TABLE|VIEW|INDEX|DATABASE)|TRUNCATE TABLE|GRANT \w+.* ON
    |REVOKE \w+.* ON) [\w"`.\[].*
2.5 SELECT (?:DISTINCT )?(?:\*|[\w.]+(?:\(.*\))?,?)(?:[ ,].*)?$
1.5 SELECT(?: DISTINCT)?$
4.5 WITH \w+(?:\s*\([\w, ]+\))? AS \(?.*$
3.2 (?:GROUP|ORDER|PARTITION) BY [\w.("].*
2.5 (?:FROM|(?:(?:LEFT|RIGHT|INNER|FULL|CROSS)(?: OUTER)? )?JOIN) [a-zA-Z_("][\w."]*.*
2.8 (?:WHERE|HAVING|ON|AND|OR|SET|WHEN) .*(?:=|<|>|\bIN\b|\bLIKE\b|\bNULL\b|\bBETWEEN\b|EXISTS).*
3 VALUES\s*(?:\(.*)?[,;]?$
3 (?:LIMIT|OFFSET) \d+;?$
1.5 UNION(?: ALL)?$|(?:COMMIT|ROLLBACK);?$
3 (?:PRIMARY KEY|FOREIGN KEY|CONSTRAINT|REFERENCES|ADD) .*[(),;].*
2.5 CASE(?: \w+)?$|CASE WHEN .*|WHEN .+ THEN .+
2.5 (?:DECLARE|EXEC|SET|USE|EXPLAIN) @?\w+.*[;=].*
@ sudo git docker kubectl npm npx yarn pnpm pip apt cd ls mkdir rm cp mv cat grep chmod chown
    curl wget ssh scp tar gzip make gcc clang java javac mvn gradle node python pytest cargo
    rustc go dotnet ruby gem rails php composer brew systemctl service export source tail head
    find awk sed xargs ps kill touch terraform ansible helm psql mysql redis ping ifconfig
    netstat conda poetry uv flask django rake bundle vagrant aws az gcloud get yum dnf pacman
    unzip cmake ln df du top nohup openssl virtualenv xz ng vue minikube sqlite mongo jupyter
    useradd usermod crontab rsync
5.2 [\w-]+(?: [\w./:@=*~+-]+)* --?[a-zA-Z][\w-]*(?:[ =].*)?$
3.5 [\w-]+(?: \S+)* (?:\||>>?|&&) ?\S+.*$
4.8 (?:sudo |python -m )?(?:git (?:add|commit|push|pull|clone|checkout|branch|merge|rebase|status
    |log|init|stash|fetch|reset|diff|tag|remote|switch|restore|config|cherry-pick|revert|bisect)
    |docker (?:run|build|ps|images|pull|push|exec|stop|rm|rmi|start|network|volume|compose|logs)
    |kubectl (?:get|apply|describe|create|delete|logs|exec|scale|rollout)|(?:npm|yarn|pnpm|pip3?
    |apt(?:-get)?|gem|brew|conda|cargo|composer|yum|dnf|poetry) (?:install|run|init|update|add
    |start|test|upgrade|build|remove|create|uninstall|new|ci)|npx|systemctl (?:start|stop|status
    |enable|restart)|go (?:run|build|mod|test|get)|dotnet (?:new|run|build|add|test)
    |terraform (?:init|plan|apply)|make (?:install|clean|all|test|distclean|check)|rails (?:new|g
    |generate|db)|mvn (?:clean|package|install|test))(?: [\w./:@="*~^{}$-]+){0,5}$
3 (?:cd|ls|mkdir|rm|cp|mv|cat|source|touch|python3?|node|javac?|ruby|php|bash|sh|gcc|tar|unzip
    |chmod|find|ssh|ping|kill|tail|head
    |grep) (?:\d{3} )?[\w./~*$"-]*[./~"\d][\w./~*@:-]*(?: [\w./~:-]+)?$
5 export \w+=.*
1 (?:ls|pwd|make|top|ps)$
3.5 (?:curl|wget|ssh|scp) .*(?:://|@).*
@ mov add sub mul imul div idiv cmp jmp je jne jz jnz jg jl jge jle ja jb push pop call ret lea
    xor inc dec test shl shr int ldr str bl beq bne movl addl subl pushl popl movq addq subq
    pushq popq leaq li la lw sw addi addu jal jr syscall cmpl LDR STR ADD SUB CMP B BEQ BNE BL
    MUL LDA STA INP OUT HLT BRA BRZ BRP MOV JMP PUSH POP CALL JZ JNZ INT JE JNE INC DEC XOR LEA
    RET
3.5 \w+\s+(?:[%$#@]?-?\w+|(?:\w+ )?(?:dword |byte |qword[ ]
    |word )?(?:ptr )?-?\w*[\[(][^\])]{1,30}[\])]!?)(?:\s*,\s*(?:[%$#@]?-?\w+|(?:\w+ )?(?:dword[ ]
    |byte |qword |word )?(?:ptr )?-?\w*[\[(][^\])]{1,30}[\])]!?)){1,2}$
1.8 (?:call|jmp|je|jne|jz|jnz|jg|jl|jge|jle|push|pop|int|bl|beq|bne|j|jal|jr|inc|dec|syscall|CALL
    |JMP|JE|JNE|JZ|JNZ|PUSH|POP|INT|BL|BEQ|BNE|LDA|STA|ADD|SUB|BRA|BRZ|BRP|INC|DEC|mul|div
    |imul)\s+[%$#]?[\w.@]+$
@ IF ELSE ELSEIF FOR WHILE REPEAT RETURN PRINT INPUT OUTPUT FUNCTION PROCEDURE SET READ DISPLAY
    CALL DECLARE WRITE CASE STEP START STOP ALGORITHM DO NEXT END UNTIL
3.5 (?:IF|ELSE ?IF|WHILE|UNTIL) .+(?: THEN| DO|:)$
3.5 FOR (?:EACH )?\w+ (?:←|=|<-|:=|IN|FROM|in|from) .+$
2.2 (?:IF|WHILE|UNTIL) .*[=<>≤≥≠(].*$
1.5 (?:RETURN|PRINT|INPUT|OUTPUT|READ|DISPLAY|WRITE|CALL|NEXT) [-\w"(][\w"(),.+\[\] -]{0,50}$
4 (?:FUNCTION|PROCEDURE|ALGORITHM) \w+\s*\(.*\)
2.8 SET \w+ (?:TO|=) .+
3 DECLARE \w+ ?(?:AS|:) ?\w+
1.5 (?:ELSE|DO|REPEAT|END(?: ?(?:IF|WHILE|FOR|FUNCTION|PROCEDURE|CASE))?)[:]?$
@ FROM RUN COPY ADD CMD ENTRYPOINT EXPOSE WORKDIR ENV ARG VOLUME USER HEALTHCHECK LABEL
4.5 (?:CMD|ENTRYPOINT) \[.*\]$
3.5 (?:WORKDIR|COPY|ADD|VOLUME) (?:--\S+ )?(?:\S*[./]\S*|\.)(?: \S+)*$
3.5 RUN (?:[a-z][\w./-]*)(?: \S+)*$
4 EXPOSE \d+(?:/\w+)?$
3 (?:ENV|ARG) [A-Z_]+[= ].*$|USER [a-z]\w+$
2.5 FROM [a-z][\w./-]*(?::[\w.-]+)?(?: AS \w+)?$
"""
"""Words after ``@``; below them what lines that begin so look like, with weights."""
