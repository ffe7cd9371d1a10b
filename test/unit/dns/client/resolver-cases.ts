/** What a resolver does with one name: the names it asks for, and what it reports. */
interface Expected {
  readonly asked: readonly string[];
  readonly result: 'found' | 'NXDOMAIN' | 'NODATA' | 'SERVFAIL';
}

/** A name, and what each C library does with it. */
export interface ResolverCase {
  readonly title: string;
  readonly name: string;
  /** `ns.svc.c`, `svc.c` and `c` unless given. */
  readonly searches?: readonly string[];
  /** 5 unless given. */
  readonly ndots?: number;
  /** An address, an error, or the empty text for a name without A record; NXDOMAIN for names left out. */
  readonly server?: Readonly<Record<string, string>>;
  readonly glibc: Expected;
  readonly musl: Expected;
}

/** Both libraries do the same. */
function both(expected: Expected): Pick<ResolverCase, 'glibc' | 'musl'> {
  return { glibc: expected, musl: expected };
}

/** Every rule by which the two libraries ask, side by side. */
export const resolverCases: readonly ResolverCase[] = [
  {
    title: 'a short name is found in the own namespace at once',
    name: 'api',
    server: { 'api.ns.svc.c.': '10.0.0.1' },
    ...both({ asked: ['api.ns.svc.c.'], result: 'found' }),
  },
  {
    title: 'a short name is asked as it is at the end',
    name: 'api',
    ...both({ asked: ['api.ns.svc.c.', 'api.svc.c.', 'api.c.', 'api.'], result: 'NXDOMAIN' }),
  },
  {
    title: 'service.namespace costs one question more',
    name: 'api.other',
    server: { 'api.other.svc.c.': '10.0.0.1' },
    ...both({ asked: ['api.other.ns.svc.c.', 'api.other.svc.c.'], result: 'found' }),
  },
  {
    title: 'a final dot turns the search off',
    name: 'api.other.svc.c.',
    ...both({ asked: ['api.other.svc.c.'], result: 'NXDOMAIN' }),
  },
  {
    title: 'a name with ndots dots is asked as it is first',
    name: 'www.example.com',
    ndots: 2,
    server: { 'www.example.com.': '10.0.0.1' },
    ...both({ asked: ['www.example.com.'], result: 'found' }),
  },
  {
    title: 'with ndots dots glibc goes on to the search list, musl does not',
    name: 'api.other',
    ndots: 1,
    server: { 'api.other.svc.c.': '10.0.0.1' },
    glibc: { asked: ['api.other.', 'api.other.ns.svc.c.', 'api.other.svc.c.'], result: 'found' },
    musl: { asked: ['api.other.'], result: 'NXDOMAIN' },
  },
  {
    title: 'glibc does not ask the plain name twice',
    name: 'api.other',
    ndots: 1,
    glibc: {
      asked: ['api.other.', 'api.other.ns.svc.c.', 'api.other.svc.c.', 'api.other.c.'],
      result: 'NXDOMAIN',
    },
    musl: { asked: ['api.other.'], result: 'NXDOMAIN' },
  },
  {
    title: 'a name without address of the type ends the lookup in musl only',
    name: 'api',
    server: { 'api.ns.svc.c.': '', 'api.svc.c.': '10.0.0.1' },
    glibc: { asked: ['api.ns.svc.c.', 'api.svc.c.'], result: 'found' },
    musl: { asked: ['api.ns.svc.c.'], result: 'NODATA' },
  },
  {
    title: 'glibc remembers that a name existed, and reports that in the end',
    name: 'api',
    server: { 'api.ns.svc.c.': '' },
    glibc: { asked: ['api.ns.svc.c.', 'api.svc.c.', 'api.c.', 'api.'], result: 'NODATA' },
    musl: { asked: ['api.ns.svc.c.'], result: 'NODATA' },
  },
  {
    title: 'a server failure ends the lookup in musl only',
    name: 'api',
    server: { 'api.ns.svc.c.': 'SERVFAIL' },
    glibc: { asked: ['api.ns.svc.c.', 'api.svc.c.', 'api.c.', 'api.'], result: 'SERVFAIL' },
    musl: { asked: ['api.ns.svc.c.'], result: 'SERVFAIL' },
  },
  {
    title: 'glibc reports the plain name, where that was asked first',
    name: 'api.other',
    ndots: 1,
    server: { 'api.other.c.': 'SERVFAIL' },
    glibc: {
      asked: ['api.other.', 'api.other.ns.svc.c.', 'api.other.svc.c.', 'api.other.c.'],
      result: 'NXDOMAIN',
    },
    musl: { asked: ['api.other.'], result: 'NXDOMAIN' },
  },
  {
    title: 'a name that may or may not exist is passed over',
    name: 'api',
    searches: ['corp.example', 'c'],
    server: { 'api.corp.example.': 'UNKNOWN', 'api.c.': '10.0.0.1' },
    ...both({ asked: ['api.corp.example.', 'api.c.'], result: 'found' }),
  },
  {
    title: 'ndots:0 asks every name as it is first',
    name: 'api',
    ndots: 0,
    glibc: { asked: ['api.', 'api.ns.svc.c.', 'api.svc.c.', 'api.c.'], result: 'NXDOMAIN' },
    musl: { asked: ['api.'], result: 'NXDOMAIN' },
  },
  {
    title: 'the root as a search domain is the plain name, asked once',
    name: 'api',
    searches: ['.'],
    ...both({ asked: ['api.'], result: 'NXDOMAIN' }),
  },
  {
    title: 'letters are sent as they are written',
    name: 'API',
    server: { 'API.ns.svc.c.': '10.0.0.1' },
    ...both({ asked: ['API.ns.svc.c.'], result: 'found' }),
  },
  {
    title: 'musl ignores a search line of 255 characters',
    name: 'api',
    searches: ['a'.repeat(127), 'b'.repeat(127)],
    glibc: { asked: [`api.${'a'.repeat(127)}.`, `api.${'b'.repeat(127)}.`, 'api.'], result: 'NXDOMAIN' },
    musl: { asked: ['api.'], result: 'NXDOMAIN' },
  },
  {
    title: 'a search domain that makes the name too long is left out',
    name: 'a'.repeat(60),
    searches: ['b'.repeat(200), 'c'],
    ...both({ asked: [`${'a'.repeat(60)}.c.`, `${'a'.repeat(60)}.`], result: 'NXDOMAIN' }),
  },
];
