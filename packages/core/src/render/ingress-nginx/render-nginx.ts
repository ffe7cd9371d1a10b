import type { Cluster } from '../../cluster/cluster.js';
import { classVerdict, takes } from '../../controller/class.js';
import { controllersOf } from '../../controller/controllers.js';
import { ingressNginxProfile } from '../../controller/ingress-nginx.js';
import type { ControllerProfile } from '../../controller/profile.js';
import { ingressLabel } from '../../ingress/reference.js';
import {
  nginxConfiguration,
  type NginxConfiguration,
} from '../../ingress/nginx/configuration/configuration.js';
import { setCookiesOf } from './affinity-maps.js';
import { httpBlock } from './http-block.js';
import { nginxText } from './nginx-text.js';
import type { Rendering } from './rendering.js';

/** How a configuration for nginx is written. @public */
export interface NginxOptions {
  /** The controller that it is for; the first ingress-nginx of the cluster unless given, or one with its usual settings. */
  readonly controller?: ControllerProfile;
  /** The addresses that nginx listens on: every one of both families unless given. */
  readonly addresses?: readonly string[];
  /**
   * Where the certificates lie: `NAMESPACE-NAME.pem` for each Secret and `default-fake-certificate.pem`, each with its
   * key. `/etc/ingress-controller/ssl` unless given.
   */
  readonly certificateDirectory?: string;
}

/**
 * The `nginx.conf` that ingress-nginx would write for the Ingresses of a cluster, as a stock nginx can load it: what
 * ingress-nginx decides in Lua is written with `map`, `split_clients`, `if` and `upstream`.
 *
 * @see kubernetes/ingress-nginx rootfs/etc/nginx/template/nginx.tmpl
 * @throws {TypeError} when the controller is no ingress-nginx
 * @public
 * @example
 * writeFileSync('nginx.conf', renderNginx(cluster, { addresses: ['127.0.0.1'] }));
 */
export function renderNginx(cluster: Cluster, options: NginxOptions = {}): string {
  const profile = options.controller ?? controllerIn(cluster);
  if (profile.dialect !== 'ingress-nginx') throw new TypeError(`${profile.name} is no ingress-nginx`);
  const configuration = nginxConfiguration(cluster, profile);
  const rendering: Rendering = {
    cluster,
    configuration,
    addresses: options.addresses ?? ['0.0.0.0', '::'],
    certificateDirectory: options.certificateDirectory ?? '/etc/ingress-controller/ssl',
    setCookies: setCookiesOf(configuration),
  };
  return nginxText([
    `# What ingress-nginx${profile.version === '' ? '' : ` ${profile.version}`} makes of the Ingresses, for a stock nginx.`,
    ...configuration.refusals.map(({ message }) => `# ${message}`),
    ...leftOut(cluster, configuration).map((message) => `# ${message}`),
    '',
    'pid nginx.pid;',
    'worker_processes auto;',
    'worker_shutdown_timeout 240s;',
    '',
    { head: 'events', body: ['worker_connections 16384;'] },
    '',
    httpBlock(rendering),
    '',
  ]);
}

/** Why Ingresses are not in the file. */
function leftOut(cluster: Cluster, { profile, dropped }: NginxConfiguration): readonly string[] {
  const untaken = cluster
    .list('Ingress')
    .filter((ingress) => !takes(cluster, profile, ingress))
    .map(
      (ingress) =>
        `${ingressLabel(ingress)} is not taken: ${classVerdict(cluster, profile, ingress).replaceAll('-', ' ')}.`,
    );
  return [...dropped.map(({ cause }) => cause.message), ...untaken];
}

function controllerIn(cluster: Cluster): ControllerProfile {
  const found = controllersOf(cluster).find(({ profile }) => profile.dialect === 'ingress-nginx');
  return found?.profile ?? ingressNginxProfile();
}
