import { describe, expect, it } from 'vitest'
import { isLocalAddress, NetworkGuard } from '../../../src/worker/network/address.ts'

describe('an address', () => {
  it.each([
    '0.0.0.0',
    '10.1.2.3',
    '100.64.0.1',
    '100.127.255.254',
    '127.0.0.1',
    '127.8.8.8',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.178.1',
    '198.18.0.1',
    '224.0.0.251',
    '255.255.255.255',
    '::',
    '::1',
    '[::1]',
    '::127.0.0.1',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '0:0:0:0:0:ffff:c0a8:1',
    '::ffff:10.0.0.1',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    'fc00::1',
    'fd12:3456:789a::1',
    'fe80::1',
    'fe80::1%eth0',
    'ff02::fb',
  ])('%s is not of the internet', (address) => {
    expect(isLocalAddress(address)).toBe(true)
  })

  it.each(['1.1.1.1', '8.8.8.8', '172.32.0.1', '100.128.0.1', '2606:4700::1111', '::ffff:1.1.1.1'])(
    '%s is of the internet',
    (address) => {
      expect(isLocalAddress(address)).toBe(false)
    },
  )
})

describe('what the settings allow', () => {
  const allows = (localHosts: string[], host: string, address: string) =>
    new NetworkGuard({ allowLocal: false, localHosts }).allows(host, address)

  it.each<[string[], string, string, boolean]>([
    [[], 'example.org', '93.184.216.34', true],
    [[], 'example.org', '127.0.0.1', false],
    [['nas.local'], 'nas.local', '192.168.1.20', true],
    [['nas.local'], 'NAS.local', '192.168.1.20', true],
    [['nas.local'], 'other.local', '192.168.1.20', false],
    [['192.168.1.20'], 'nas.local', '192.168.1.20', true],
    [['192.168.1.0/24'], 'nas.local', '192.168.1.20', true],
    [['192.168.1.0/24'], 'nas.local', '192.168.2.20', false],
    [['127.0.0.1'], 'x', '::ffff:127.0.0.1', true],
    [['::1'], 'localhost', '::1', true],
    [['[::1]'], 'localhost', '::1', true],
    [['nonsense/99', '10.0.0.0/400'], 'x', '11.0.0.1', true],
    [['nonsense/99'], 'x', '10.0.0.1', false],
  ])('%j: %s at %s is %s', (localHosts, host, address, expected) => {
    expect(allows(localHosts, host, address)).toBe(expected)
  })

  it('or everything', () => {
    const guard = new NetworkGuard({ allowLocal: true, localHosts: [] })
    expect(guard.allows('router', '192.168.0.1')).toBe(true)
  })
})
