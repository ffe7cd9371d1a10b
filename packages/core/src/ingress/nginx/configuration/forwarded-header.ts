import { isBefore, type Version } from '../../../controller/version.js';

/** A header that the controller sets towards a backend. */
export interface ForwardedHeader {
  readonly name: string;
  /** The variable that holds its value, named without its dollar sign; an empty value leaves the header out. */
  readonly variable: string;
}

/** A header that some lines of the controller set. */
interface HeaderOfLines extends ForwardedHeader {
  readonly since?: Version;
  readonly until?: Version;
}

/** From here on the address of the client stands in nginx's own variable. */
const ownAddress: Version = [0, 26, 0, 0];

/**
 * What a backend is told about the connection, besides Host; what the client sent under these names is replaced.
 *
 * @see kubernetes/ingress-nginx rootfs/etc/nginx/template/nginx.tmpl, proxy_set_header, at the releases 0.9.0 to 1.15.1
 */
const headers: readonly HeaderOfLines[] = [
  { name: 'Upgrade', variable: 'http_upgrade' },
  { name: 'Connection', variable: 'connection_upgrade' },
  { name: 'X-Request-ID', variable: 'req_id', since: [0, 15, 0, 0] },
  { name: 'X-Real-IP', variable: 'the_real_ip', until: ownAddress },
  { name: 'X-Real-IP', variable: 'remote_addr', since: ownAddress },
  { name: 'X-Forwarded-For', variable: 'the_real_ip', until: ownAddress },
  { name: 'X-Forwarded-For', variable: 'remote_addr', since: ownAddress },
  { name: 'X-Forwarded-Host', variable: 'best_http_host' },
  { name: 'X-Forwarded-Port', variable: 'pass_port' },
  { name: 'X-Forwarded-Proto', variable: 'pass_access_scheme' },
  { name: 'X-Forwarded-Scheme', variable: 'pass_access_scheme', since: [0, 47, 0, 0] },
  { name: 'X-Original-URI', variable: 'request_uri' },
  { name: 'X-Scheme', variable: 'pass_access_scheme' },
  { name: 'X-Original-Forwarded-For', variable: 'http_x_forwarded_for' },
  { name: 'X-Original-Forwarded-Host', variable: 'http_x_forwarded_host', since: [1, 13, 0, 0] },
];

/** The headers that a version sets, in the order in which it writes them; a version that is not known is the latest. */
export function headersOfLine(version: Version | undefined): readonly ForwardedHeader[] {
  return headers
    .filter(({ since, until }) => {
      if (version === undefined) return until === undefined;
      const isTooOld = since !== undefined && isBefore(version, since);
      return !isTooOld && (until === undefined || isBefore(version, until));
    })
    .map(({ name, variable }) => ({ name, variable }));
}
