/** What an agent in a network namespace is told to do. */
export type AgentCommand =
  | { readonly do: 'listen'; readonly sockets: readonly ListeningSocket[] }
  | ({ readonly do: 'ask' } & Question)
  | { readonly do: 'seen'; readonly tokens: readonly string[] }
  | { readonly do: 'run'; readonly program: string; readonly args: readonly string[]; readonly input: string }
  | { readonly do: 'write'; readonly value: string; readonly files: readonly string[] };

/** A socket that answers with a name and the source address that it sees. */
export interface ListeningSocket {
  readonly protocol: 'TCP' | 'UDP';
  readonly address: string;
  readonly port: number;
  readonly name: string;
}

/** A connection, or a datagram, with a token of its own. */
export interface Question {
  readonly protocol: 'TCP' | 'UDP';
  /** Unless given, the kernel chooses. */
  readonly from?: string;
  readonly fromPort: number;
  readonly to: string;
  readonly toPort: number;
  readonly token: string;
  /** How long to wait, in milliseconds. */
  readonly patience: number;
}

/** What came of a question. */
export type Answer =
  | { readonly kind: 'answered'; readonly by: string; readonly source: string }
  | { readonly kind: 'refused' }
  | { readonly kind: 'silence' }
  /** The kernel of the sender itself did not let the datagram out. */
  | { readonly kind: 'not-sent' };

/** A datagram that a server saw. */
export interface Seen {
  readonly token: string;
  readonly by: string;
  readonly source: string;
}

/** What agents answer, by what they were told to do. */
export interface AgentReplies {
  readonly listen: null;
  readonly ask: Answer;
  readonly seen: readonly Seen[];
  readonly run: { readonly status: number; readonly output: string };
  readonly write: null;
}
