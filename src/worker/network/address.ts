import { lookup as systemLookup, type LookupAddress } from 'node:dns'
import { BlockList, isIP, type LookupFunction } from 'node:net'
import { causedBy, type SpoolError } from '../../shared/errors.ts'
import type { NetworkSettings } from '../../shared/settings/network.ts'

/** Everything that is not the public internet (IANA's special-purpose registries). */
const notPublic = listOf([
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
  '::/128',
  '::1/128',
  // Addresses that carry an IPv4 address within them lead wherever that leads.
  '::/96',
  '64:ff9b::/96',
  '64:ff9b:1::/48',
  '2002::/16',
  '2001::/23',
  '100::/64',
  '2001:db8::/32',
  'fc00::/7',
  'fe80::/10',
  'fec0::/10',
  'ff00::/8',
])

function listOf(ranges: readonly string[]): BlockList {
  const list = new BlockList()
  for (const range of ranges) {
    const [address = '', prefix] = range.split('/')
    const version = isIP(address)
    if (version === 0) continue
    const bits = version === 4 ? 32 : 128
    const size = Math.min(Number(prefix ?? bits), bits)
    list.addSubnet(address, size, version === 4 ? 'ipv4' : 'ipv6')
  }
  return list
}

/** `::ffff:7f00:1` is 127.0.0.1 by another name. */
function plainAddress(address: string): string {
  const bare = address.replace(/^\[|\]$/g, '').replace(/%.*$/, '')
  if (isIP(bare) !== 6) return bare
  const { hostname } = new URL(`http://[${bare}]`)
  const mapped = /^\[::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})\]$/.exec(hostname)
  if (!mapped) return hostname.slice(1, -1)
  const [high, low] = [mapped[1], mapped[2]].map((part) => Number.parseInt(part ?? '0', 16))
  if (high === undefined || low === undefined) return bare
  return [high >> 8, high & 255, low >> 8, low & 255].join('.')
}

const isIn = (list: BlockList, address: string): boolean =>
  list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')

/** Whether an address belongs to this machine, its network, or nobody; not to the internet. */
export const isLocalAddress = (address: string): boolean => isIn(notPublic, plainAddress(address))

/**
 * Decides which addresses may be connected to. It is asked with the very address that is connected
 * to, so that a name which leads elsewhere the second time it is looked up gains nothing.
 */
export class NetworkGuard {
  readonly #allowAll: boolean
  readonly #names: ReadonlySet<string>
  readonly #allowed: BlockList

  constructor({ allowLocal, localHosts }: NetworkSettings) {
    this.#allowAll = allowLocal
    this.#names = new Set(localHosts.map((host) => host.toLowerCase()))
    this.#allowed = listOf(localHosts.map((host) => host.replace(/[[\]]/g, '')))
  }

  allows(host: string, address: string): boolean {
    const plain = plainAddress(address)
    if (this.#allowAll || !isIn(notPublic, plain)) return true
    return this.#names.has(host.toLowerCase()) || isIn(this.#allowed, plain)
  }

  /** @throws SpoolError where the host is an address itself, and one that is refused */
  requireHost(host: string): void {
    const bare = host.replace(/^\[|\]$/g, '')
    if (isIP(bare) !== 0 && !this.allows(host, bare)) throw localRefused(host)
  }

  /** Looks names up as the system does, and leaves out what is refused. */
  readonly lookup: LookupFunction = (host, options, callback) => {
    systemLookup(host, { ...options, all: true }, (error, found) => {
      const addresses: LookupAddress[] = error ? [] : found
      const allowed = addresses.filter(({ address }) => this.allows(host, address))
      const [first] = allowed
      if (error) callback(error, '')
      else if (first === undefined) callback(localRefused(host), '')
      else if (options.all === true) callback(null, allowed)
      else callback(null, first.address, first.family)
    })
  }
}

function localRefused(host: string): SpoolError {
  const sentence = `${host} is in your own network, which Spool fetches from only where that is allowed. Allow it in Settings, then retry.`
  return causedBy('local-network', sentence, { details: { host } })
}
