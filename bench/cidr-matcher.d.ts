declare module 'cidr-matcher' {
  /** A list of ranges that is asked for an address. */
  export default class Matcher {
    constructor(ranges: readonly string[]);
    contains(address: string): boolean;
  }
}
