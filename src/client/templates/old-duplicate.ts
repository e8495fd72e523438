import type { Template } from './template.ts';

export const oldDuplicate: Template = {
  id: 'old-duplicate',
  en: {
    label: 'Old duplicate SYN',
    detail: 'A SYN of an earlier connection arrives late: why two steps are too few',
    text: `diagram An old duplicate SYN is found out
client A as "Peer A"
server B as "Peer B"

A ->... B SYN     seq=100
A ...-> B SYN     seq=90  # an old duplicate arrives first
A <-    B SYN,ACK seq=300 ack=91
A ->    B RST     seq=91  # "I never asked for this"
state A SYN-SENT, B LISTEN
A ...-> B SYN     seq=100
A <-    B SYN,ACK seq=400 ack=101
A ->    B ACK     seq=101 ack=401
state A ESTABLISHED, B ESTABLISHED
`,
  },
  zh: {
    label: '滞留的旧 SYN',
    detail: '早先连接的 SYN 迟到：两次握手为什么不够',
    text: `diagram 滞留的旧 SYN 被识破
client A as "主机 A"
server B as "主机 B"

A ->... B SYN     seq=100
A ...-> B SYN     seq=90  # 滞留的旧 SYN 先到
A <-    B SYN,ACK seq=300 ack=91
A ->    B RST     seq=91  # “这不是我要的连接”
state A SYN-SENT, B LISTEN
A ...-> B SYN     seq=100
A <-    B SYN,ACK seq=400 ack=101
A ->    B ACK     seq=101 ack=401
state A ESTABLISHED, B ESTABLISHED
`,
  },
};
