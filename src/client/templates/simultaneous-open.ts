import type { Template } from './template.ts';

export const simultaneousOpen: Template = {
  id: 'simultaneous-open',
  en: {
    label: 'Simultaneous open',
    detail: 'Two SYNs meet on the way',
    text: `diagram Simultaneous open
participant A as "Peer A"
participant B as "Peer B"
state A CLOSED, B CLOSED

A ->... B SYN     seq=x
A <-    B SYN     seq=y  # both SYNs were on the way at once
A ...-> B SYN     seq=x
state A SYN-RECEIVED, B SYN-RECEIVED
A ->... B SYN,ACK seq=x ack=y+1
A <-    B SYN,ACK seq=y ack=x+1
A ...-> B SYN,ACK seq=x ack=y+1
state A ESTABLISHED, B ESTABLISHED
`,
  },
  zh: {
    label: '同时打开',
    detail: '两个 SYN 在途中相遇',
    text: `diagram 同时打开
participant A as "主机 A"
participant B as "主机 B"
state A CLOSED, B CLOSED

A ->... B SYN     seq=x
A <-    B SYN     seq=y  # 两个 SYN 同时在途中
A ...-> B SYN     seq=x
state A SYN-RECEIVED, B SYN-RECEIVED
A ->... B SYN,ACK seq=x ack=y+1
A <-    B SYN,ACK seq=y ack=x+1
A ...-> B SYN,ACK seq=x ack=y+1
state A ESTABLISHED, B ESTABLISHED
`,
  },
};
