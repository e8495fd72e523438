import type { Template } from './template.ts';

export const halfOpen: Template = {
  id: 'half-open',
  en: {
    label: 'Crash and half-open connection',
    detail: 'One end reboots, the other one does not know',
    text: `diagram A crash leaves a half-open connection
participant A as "Peer A"
participant B as "Peer B"
state A ESTABLISHED snd.nxt=100 rcv.nxt=300, B ESTABLISHED snd.nxt=300 rcv.nxt=100

crash A  # it reboots, and remembers nothing
state A CLOSED, B ESTABLISHED
A -> B SYN     seq=400
A <- B ACK     seq=300 ack=100  # "what?", says B
A -> B RST     seq=100
state A SYN-SENT, B CLOSED
listen B
A -> B SYN     seq=400  # once more
A <- B SYN,ACK seq=700 ack=401
A -> B ACK     seq=401 ack=701
state A ESTABLISHED, B ESTABLISHED
`,
  },
  zh: {
    label: '崩溃与半开连接',
    detail: '一方重启，另一方毫不知情',
    text: `diagram 崩溃造成的半开连接
participant A as "主机 A"
participant B as "主机 B"
state A ESTABLISHED snd.nxt=100 rcv.nxt=300, B ESTABLISHED snd.nxt=300 rcv.nxt=100

crash A  # 重启之后，什么都不记得
state A CLOSED, B ESTABLISHED
A -> B SYN     seq=400
A <- B ACK     seq=300 ack=100  # B：“什么？”
A -> B RST     seq=100
state A SYN-SENT, B CLOSED
listen B
A -> B SYN     seq=400  # 再次发起连接
A <- B SYN,ACK seq=700 ack=401
A -> B ACK     seq=401 ack=701
state A ESTABLISHED, B ESTABLISHED
`,
  },
};
