import type { Header, Request } from '../../request/request.js';
import type { TextTest } from '../language/text-test.js';

/** What is changed in a request to get another one. */
export interface RequestPatch extends Partial<
  Pick<Request, 'target' | 'method' | 'hostHeader' | 'sni' | 'version' | 'proxyProtocol'>
> {
  readonly insecure?: true;
  /** In place of the query, whatever the path. */
  readonly query?: string;
  /** In place of those of the same name. */
  readonly headers?: readonly Header[];
  /** The address that the request comes from, where it comes from outside. */
  readonly client?: string;
}

/** Something beside host and path that requests of one kind `R` are told apart by. */
export interface Distinction<R> {
  /** What is asked, in words: `cookie canary`, `client in the ranges of whitelist-source-range`. */
  readonly of: string;
  /** The answer; requests with the same answer are treated alike. */
  readonly answer: (request: R) => string;
  /** Changes that, alone or together, give every answer that there is besides that of a plain request. */
  readonly examples: readonly RequestPatch[];
  /** What is asked about the value of a header: its values are found by that. */
  readonly header?: { readonly name: string; readonly tests: readonly TextTest[] };
  /** Whether there may be answers that no example gives. */
  readonly isOpen?: true;
}

/** How a component that reads requests tells them apart: everything that its rules look at. */
export interface Distinctions<R> {
  /** What comes of a request whatever its host and path; undefined where these decide. Equal texts are equal ends. */
  readonly early: (request: R) => string | undefined;
  /** Changes that, each for itself, give every early end that a plain request can be given. */
  readonly earlyExamples: readonly RequestPatch[];
  /** The host as rules compare it. */
  readonly hostOf: (request: R) => string;
  /** What rules ask about the host. */
  readonly hosts: readonly TextTest[];
  /** Hosts with a meaning of their own that no URL can name. */
  readonly oddHosts: readonly string[];
  /** The path as rules compare it. */
  readonly pathOf: (request: R) => string;
  /** How paths look that are compared: as sent, or decoded with slashes merged and dot segments resolved; or none are. */
  readonly paths: 'as-sent' | 'decoded' | 'not-compared';
  /** What rules of a host ask about the path. */
  readonly pathsAt: (host: string) => readonly TextTest[];
  /** How the path is rewritten on its way, where it is: equal texts rewrite alike. */
  readonly rewriteAt?: (host: string, path: string) => string | undefined;
  /** What else is asked of a request with this host and path. */
  readonly fieldsAt: (host: string, path: string) => readonly Distinction<R>[];
}
