/** Where a model learns the notation from: one page, whose examples are checked by the tests. */
export const NOTATION_PAGE = `# Handshake's notation for TCP segments, in one page

A diagram is text, one statement a line. Handshake plays both ends of each connection by RFC 9293 and says which flag or
number can't be right. Write a diagram, check it, mend what it reports, then show it.

## A whole connection

\`\`\`tcp
diagram Open, talk, close
client C as Client
server S as Server

C -> S SYN     seq=x
C <- S SYN,ACK seq=y   ack=x+1
C -> S ACK     seq=x+1 ack=y+1
state C ESTABLISHED, S ESTABLISHED

C -> S PSH,ACK seq=x+1   ack=y+1 len=100 "GET /"
C <- S ACK     seq=y+1   ack=x+101
C -> S FIN,ACK seq=x+101 ack=y+1
C <- S ACK     seq=y+1   ack=x+102
C <- S FIN,ACK seq=y+1   ack=x+102
C -> S ACK     seq=x+102 ack=y+2
state C TIME-WAIT, S CLOSED
\`\`\`

## Segments: \`[@SECONDS] A ARROW B FLAGS FIELDS ["label"]\`

- Arrows: \`A -> B\` sent and received (\`B <- A\` says the same, so a ladder keeps its left and right); \`A -x B\` lost;
  \`A ->... B\` still in the network; \`A ...-> B\` arrives now.
- Flags: SYN FIN RST PSH ACK URG ECE CWR AE, joined by commas. None means ACK.
- Fields: \`seq= ack= len= win= urg= mss= wscale= sackok sack=L-R ts=VAL/ECR tfo data="…"\`. \`win\` is the header's 16 bits.
- Numbers are integers or sums with symbols (\`x+1\`, \`u+100\`), modulo 2^32. A new symbol is bound where it first stands.
  A \`seq\` or \`ack\` that is left out is what the rules require there; a left-out \`len\` is 0.
- SYN and FIN take one sequence number each, a byte of data one; an ACK without data takes none. So the number behind
  \`SYN seq=x\` is x+1, behind \`seq=s len=n\` it is s+n, behind \`FIN seq=u\` it is u+1.
- A host acknowledges only what has reached it: a number that covers a lost segment is an error.

## Other statements

- \`client N as LABEL\` begins CLOSED, \`server N as LABEL\` begins LISTEN, \`participant N\` as its first segment shows.
- \`state A STATE, B STATE\` asserts; before the first segment it sets where the diagram begins.
- \`...\` time passes; \`note over A,B: TEXT\`; \`close A\`, \`abort A\`, \`crash A\`, \`timeout A\`, \`listen A\`, \`open A\`.
- \`option capture A\`: these lines were captured at A. \`expect CODE\`: the next line is wrong on purpose.
- \`#\` begins a comment. A file may hold several diagrams, each beginning with \`diagram TITLE\`.

## A lost segment, and a refused connection

\`\`\`tcp
diagram Sent again after a timeout
state C ESTABLISHED, S ESTABLISHED

C -x S PSH,ACK seq=1 ack=1 len=100
C -> S PSH,ACK seq=1 ack=1 len=100
C <- S ACK seq=1 ack=101

diagram Nobody listens
state C CLOSED, S CLOSED

C -> S SYN     seq=x
C <- S RST,ACK seq=0 ack=x+1
\`\`\`

## In Markdown

Put the diagram into a fence that begins with \`\`\` \`\`\`tcp \`\`\`. A Mermaid message (\`C->>S: SYN seq=x\`) and the textbook's
form (\`C -> S: SYN=1, seq=x\`) are read as well.
`;
