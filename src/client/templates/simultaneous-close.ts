import type { Template } from './template.ts';

export const simultaneousClose: Template = {
  id: 'simultaneous-close',
  en: {
    label: 'Simultaneous close',
    detail: 'Two FINs meet on the way',
    text: `diagram Simultaneous close
participant A as "Peer A"
participant B as "Peer B"
state A ESTABLISHED snd.nxt=u rcv.nxt=v, B ESTABLISHED snd.nxt=v rcv.nxt=u

A ->... B FIN,ACK seq=u   ack=v
A <-    B FIN,ACK seq=v   ack=u  # both FINs were on the way at once
A ...-> B FIN,ACK seq=u   ack=v
state A CLOSING, B CLOSING
A ->... B ACK     seq=u+1 ack=v+1
A <-    B ACK     seq=v+1 ack=u+1
A ...-> B ACK     seq=u+1 ack=v+1
state A TIME-WAIT, B TIME-WAIT
timeout A  # after 2 MSL
timeout B
state A CLOSED, B CLOSED
`,
  },
  zh: {
    label: '同时关闭',
    detail: '两个 FIN 在途中相遇',
    text: `diagram 同时关闭
participant A as "主机 A"
participant B as "主机 B"
state A ESTABLISHED snd.nxt=u rcv.nxt=v, B ESTABLISHED snd.nxt=v rcv.nxt=u

A ->... B FIN,ACK seq=u   ack=v
A <-    B FIN,ACK seq=v   ack=u  # 两个 FIN 同时在途中
A ...-> B FIN,ACK seq=u   ack=v
state A CLOSING, B CLOSING
A ->... B ACK     seq=u+1 ack=v+1
A <-    B ACK     seq=v+1 ack=u+1
A ...-> B ACK     seq=u+1 ack=v+1
state A TIME-WAIT, B TIME-WAIT
timeout A  # 经过 2MSL
timeout B
state A CLOSED, B CLOSED
`,
  },
};
