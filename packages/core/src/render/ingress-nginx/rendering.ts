import type { Cluster } from '../../cluster/cluster.js';
import type { NginxConfiguration } from '../../ingress/nginx/configuration/configuration.js';
import type { Block } from './nginx-text.js';

/** What tells whether a cookie is set, by the text of the cookie over plain HTTP. */
export type SetCookies = ReadonlyMap<string, Block>;

/** What a configuration file is written from. */
export interface Rendering {
  readonly cluster: Cluster;
  readonly configuration: NginxConfiguration;
  /** The addresses of the machine that nginx listens on. */
  readonly addresses: readonly string[];
  readonly certificateDirectory: string;
  readonly setCookies: SetCookies;
}
