import type { Protocol } from '../../address/protocol.js';

/** Something that a request can be sent to. */
export interface Destination {
  /** The name or address in the URL. */
  readonly host: string;
  /** Where the name is looked up in no DNS: the address that is connected to. */
  readonly address?: string;
  /** Absent: the default one of the scheme. */
  readonly port?: number;
  readonly protocol: Protocol;
  /** Whether it is there for clients inside of the cluster only. */
  readonly isInside: boolean;
  /** The paths that have a meaning there; at least one. */
  readonly paths: readonly string[];
}

/** The paths of a destination that does not look at paths. */
export const anyPath: readonly string[] = ['/'];
