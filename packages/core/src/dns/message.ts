import type { DnsRecord } from '../trace/hop.js';
import type { Finding } from './finding.js';

/** The types of records that are asked for by name here; servers answer every other type as they answer `MX`. @public */
export const questionTypes = [
  'A',
  'AAAA',
  'CNAME',
  'SRV',
  'PTR',
  'TXT',
  'NS',
  'SOA',
  'MX',
  'HINFO',
  'AXFR',
  'IXFR',
] as const;

/** One of {@link questionTypes}. @public */
export type QuestionType = (typeof questionTypes)[number];

/** Whether a text is one of {@link questionTypes}; they are written in capitals. @public */
export function isQuestionType(text: string): text is QuestionType {
  return questionTypes.some((type) => type === text);
}

/** The types that carry an address. @public */
export type AddressType = 'A' | 'AAAA';

/** Who asks a name server. @public */
export interface Asker {
  /** The address of the client; `autopath` and `transfer` look at it. */
  readonly client?: string;
}

/** One question to a name server. @public */
export interface Question {
  /** As spelled by who asks; a final dot is added where it is missing. */
  readonly name: string;
  readonly type: QuestionType;
}

/**
 * How a server answers. `UNKNOWN` is no code of DNS: the public DNS was asked for a name of which nobody said whether it
 * exists.
 * @see RFC 1035 section 4.1.1
 * @public
 */
export type Rcode = 'NOERROR' | 'NXDOMAIN' | 'SERVFAIL' | 'REFUSED' | 'UNKNOWN';

/** What a name server sends back. @see RFC 1035 section 4.1 @public */
export interface Response {
  readonly rcode: Rcode;
  readonly answer: readonly DnsRecord[];
  readonly authority: readonly DnsRecord[];
  readonly additional: readonly DnsRecord[];
}

/** A question on its way from plugin to plugin. */
export interface Query extends Question {
  /** The name in lower case, by which plugins compare it. */
  readonly lower: string;
  readonly client: string | undefined;
}

/** What a server makes of a question, with what made it so. */
export interface Answer {
  readonly rcode: Rcode;
  readonly records: readonly DnsRecord[];
  /** The zone that says that there is no record. */
  readonly authority?: readonly DnsRecord[];
  readonly additional?: readonly DnsRecord[];
  readonly finding: Finding;
  /** What was found for the target, where the name is an alias that leads out of the zone or further in it. */
  readonly target?: Answer;
}

/** A plugin of a server, as the one in front of it sees it. */
export type AskPlugin = (query: Query) => Answer;

/** A server as whoever asks it sees it. */
export type Ask = (question: Question & Asker) => Answer;
