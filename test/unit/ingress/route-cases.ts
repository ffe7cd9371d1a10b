/** A host and path on which everybody agrees who takes it; `none` where nobody does. */
export interface RouteCase {
  readonly title: string;
  /** By host: paths such as `Prefix /foo a:80`, in which the Service is named for the rule. */
  readonly rules: Readonly<Record<string, readonly string[]>>;
  readonly routes: Readonly<Record<string, string>>;
}

/**
 * What the specification says about hosts and paths; ingress-nginx agrees where no regular expression is in play.
 *
 * @see KEP-1453, the tables of path and host matches
 */
export const routeCases: readonly RouteCase[] = [
  {
    title: 'a prefix is compared element by element',
    rules: { 'a.com': ['Prefix /foo a:80'] },
    routes: {
      'a.com/foo': 'a',
      'a.com/foo/': 'a',
      'a.com/foo/x': 'a',
      'a.com/foobar': 'none',
      'a.com/': 'none',
    },
  },
  {
    title: 'an exact path is the whole path',
    rules: { 'a.com': ['Exact /foo a:80'] },
    routes: { 'a.com/foo': 'a', 'a.com/foo/': 'none', 'a.com/foo/x': 'none', 'a.com/Foo': 'none' },
  },
  {
    title: 'the query is not looked at',
    rules: { 'a.com': ['Exact /foo a:80'] },
    routes: { 'a.com/foo?x=/y': 'a' },
  },
  {
    title: 'the root takes every path',
    rules: { 'a.com': ['Prefix / a:80'] },
    routes: { 'a.com/': 'a', 'a.com/foo/bar': 'a' },
  },
  {
    title: 'the exact root takes the root alone',
    rules: { 'a.com': ['Exact / a:80'] },
    routes: { 'a.com/': 'a', 'a.com/foo': 'none' },
  },
  {
    title: 'the longest path counts, in whatever order they stand',
    rules: { 'a.com': ['Prefix / a:80', 'Prefix /x/y c:80', 'Prefix /x b:80'] },
    routes: {
      'a.com/': 'a',
      'a.com/x': 'b',
      'a.com/xy': 'a',
      'a.com/x/y': 'c',
      'a.com/x/y/z': 'c',
      'a.com/x/yy': 'b',
    },
  },
  {
    title: 'an exact path counts before a prefix of the same text',
    rules: { 'a.com': ['Prefix /foo a:80', 'Exact /foo b:80'] },
    routes: { 'a.com/foo': 'b', 'a.com/foo/': 'a', 'a.com/foo/x': 'a' },
  },
  {
    title: 'an implementation-specific path is a prefix here',
    rules: { 'a.com': ['ImplementationSpecific /foo a:80'] },
    routes: { 'a.com/foo': 'a', 'a.com/foo/x': 'a', 'a.com/foobar': 'none' },
  },
  {
    title: 'hosts have their own paths',
    rules: { 'a.com': ['Prefix /x a:80'], 'b.com': ['Prefix /y b:80'] },
    routes: { 'a.com/x': 'a', 'a.com/y': 'none', 'b.com/y': 'b', 'b.com/x': 'none', 'c.com/x': 'none' },
  },
  {
    title: 'a host is compared without case, port and final dot',
    rules: { 'a.com': ['Prefix / a:80'] },
    routes: { 'A.com/': 'a', 'a.com:8080/': 'a', 'a.com./': 'a' },
  },
  {
    title: 'a wildcard covers one label',
    rules: { '*.a.com': ['Prefix / a:80'] },
    routes: { 'x.a.com/': 'a', 'a.com/': 'none', 'x.y.a.com/': 'none' },
  },
  {
    title: 'an equal host counts before a wildcard, with whatever paths it has',
    rules: { '*.a.com': ['Prefix / a:80'], 'x.a.com': ['Prefix /x b:80'] },
    routes: { 'x.a.com/x': 'b', 'x.a.com/y': 'none', 'y.a.com/x': 'a' },
  },
  {
    title: 'a rule without host is for hosts that nobody else has',
    rules: { '': ['Prefix / a:80'], 'b.com': ['Prefix /x b:80'] },
    routes: { 'c.com/': 'a', 'b.com/x': 'b', 'b.com/y': 'none' },
  },
];
