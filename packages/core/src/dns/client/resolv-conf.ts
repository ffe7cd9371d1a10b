import type { PodDNSConfig } from '../../object/pod.js';

/** One word of an `options` line: `ndots:5` is the name `ndots` with the value `5`. @public */
export type ResolvConfOption = PodDNSConfig['options'][number];

/** What a resolver file says. @see glibc man resolv.conf(5) @public */
export interface ResolvConf {
  readonly nameservers: readonly string[];
  readonly searches: readonly string[];
  readonly options: readonly ResolvConfOption[];
}

/**
 * Reads a resolver file as the kubelet does: `nameserver` lines add up, the last `search` line counts, options are
 * merged by name. `undefined` where a `nameserver` line names none.
 *
 * @see kubernetes/kubernetes pkg/kubelet/network/dns/dns.go, parseResolvConf
 * @public
 * @example
 * readResolvConf('nameserver 10.96.0.10\nsearch default.svc.cluster.local\noptions ndots:5');
 */
export function readResolvConf(text: string): ResolvConf | undefined {
  const nameservers: string[] = [];
  let searches: readonly string[] = [];
  let options: readonly ResolvConfOption[] = [];
  for (const line of text.split('\n')) {
    const [keyword = '', ...words] = line.trim().split(/\s+/);
    switch (keyword) {
      case 'nameserver':
        if (words[0] === undefined) return undefined;
        nameservers.push(words[0]);
        break;
      case 'search':
        searches = words.map(withoutFinalDot).filter((domain) => domain !== '');
        break;
      case 'options':
        options = mergeOptions(options, words.map(readOption));
        break;
      default:
    }
  }
  return { nameservers, searches, options };
}

function withoutFinalDot(domain: string): string {
  return domain.endsWith('.') ? domain.slice(0, -1) : domain;
}

function readOption(word: string): ResolvConfOption {
  const colon = word.indexOf(':');
  return colon < 0 ? { name: word } : { name: word.slice(0, colon), value: word.slice(colon + 1) };
}

/** Options in which the later ones replace those of the same name. @see kubernetes/kubernetes pkg/kubelet/network/dns/dns.go, mergeDNSOptions */
export function mergeOptions(
  before: readonly ResolvConfOption[],
  after: readonly ResolvConfOption[],
): readonly ResolvConfOption[] {
  if (after.length === 0) return before;
  return [...new Map([...before, ...after].map((option) => [option.name, option])).values()];
}

const defaultNdots = 1;
const mostNdots = 15;

/**
 * How many dots make the resolver try a name as it is first.
 *
 * @see glibc resolv/res_init.c, RES_MAXNDOTS; musl src/network/resolvconf.c
 * @public
 */
export function ndotsOf({ options }: ResolvConf): number {
  const value = options.find((option) => option.name === 'ndots')?.value ?? '';
  return /^\d+$/.test(value) ? Math.min(Number(value), mostNdots) : defaultNdots;
}
