import type { Template } from './template.ts';

export const capture: Template = {
  id: 'capture',
  en: {
    label: 'Packet capture',
    detail: 'Times, ports and numbers as they were seen at one end',
    text: `diagram A capture taken at the client
client C as 192.0.2.10
server S as 198.51.100.20
option capture C

@0.000 C:51514 -> S:443 SYN     seq=1000          win=64240 mss=1460 sackok wscale=7
@0.021 C:51514 <- S:443 SYN,ACK seq=5000 ack=1001 win=65160 mss=1440 sackok wscale=7
@0.021 C:51514 -> S:443 ACK     seq=1001 ack=5001 win=502
@0.022 C:51514 -> S:443 PSH,ACK seq=1001 ack=5001 win=502 len=517
@0.045 C:51514 <- S:443 ACK     seq=5001 ack=1518 win=506
@0.047 C:51514 <- S:443 PSH,ACK seq=5001 ack=1518 win=506 len=1200
@0.047 C:51514 -> S:443 ACK     seq=1518 ack=6201 win=501
@0.090 C:51514 -> S:443 RST,ACK seq=1518 ack=6201 win=501
`,
  },
  zh: {
    label: '抓包记录',
    detail: '在一端看到的时间、端口和数字',
    text: `diagram 在客户端抓取的报文段
client C as 192.0.2.10
server S as 198.51.100.20
option capture C

@0.000 C:51514 -> S:443 SYN     seq=1000          win=64240 mss=1460 sackok wscale=7
@0.021 C:51514 <- S:443 SYN,ACK seq=5000 ack=1001 win=65160 mss=1440 sackok wscale=7
@0.021 C:51514 -> S:443 ACK     seq=1001 ack=5001 win=502
@0.022 C:51514 -> S:443 PSH,ACK seq=1001 ack=5001 win=502 len=517
@0.045 C:51514 <- S:443 ACK     seq=5001 ack=1518 win=506
@0.047 C:51514 <- S:443 PSH,ACK seq=5001 ack=1518 win=506 len=1200
@0.047 C:51514 -> S:443 ACK     seq=1518 ack=6201 win=501
@0.090 C:51514 -> S:443 RST,ACK seq=1518 ack=6201 win=501
`,
  },
};
