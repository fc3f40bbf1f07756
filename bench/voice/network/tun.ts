import { openSync } from 'node:fs'
import koffi from 'koffi'

/** Linux: https://docs.kernel.org/networking/tuntap.html */
const TUNSETIFF = 0x400454ca
const IFF_TUN = 0x0001
/** Packets come and go without a header of the driver's. */
const IFF_NO_PI = 0x1000
const IFREQ_BYTES = 40
const FLAGS_AT = 16

/**
 * Makes a network interface whose packets this process reads and writes, each by one read or write of the descriptor.
 * Needs the right to administrate the network.
 */
export function openTun(name: string): number {
  const ioctl = koffi.load('libc.so.6').func('int ioctl(int fd, unsigned long request, _Inout_ uint8_t *argument)')
  const fd = openSync('/dev/net/tun', 'r+')
  const request = Buffer.alloc(IFREQ_BYTES)
  request.write(name, 'latin1')
  request.writeUInt16LE(IFF_TUN | IFF_NO_PI, FLAGS_AT)
  if (ioctl(fd, TUNSETIFF, request) < 0) throw new Error(`The interface ${name} cannot be made; root may.`)
  return fd
}
