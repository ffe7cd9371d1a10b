import type { Cluster } from '../../../cluster/cluster.js';
import type { NginxConfiguration } from '../configuration/configuration.js';
import { catchAll } from '../configuration/servers.js';
import type { Cause } from '../../../trace/outcome.js';
import type { LocationMatch } from '../location/location-table.js';
import type { ByteText } from '../../../address/byte-text.js';
import { readNginxRequest } from '../request/nginx-request.js';
import type { IngressRequest } from '../../request.js';
import type { NginxAnswer } from './answer.js';
import type { AskedServer } from './asked.js';
import { answerAtLocation } from './at-location.js';
import { blockedAnswer } from './blocked.js';
import { builtInAnswer } from './built-in.js';
import { appRootRedirect, wwwRedirect } from './redirects.js';

/** The answer to a request, and how far it came. */
export interface AnsweredRequest {
  /** The server that took it. */
  readonly server: string;
  /** What was asked of that server; undefined where the request came to none, or to one that only redirects. */
  readonly asked?: AskedServer;
  /** The path that locations are compared with. */
  readonly path?: ByteText;
  /** The location that took it, if it came to one. */
  readonly matched?: LocationMatch;
  readonly answer: NginxAnswer;
}

/** Answers a request: it is read, its server is found, then its location. @see nginx.org docs/dev/development_guide.html, Phases */
export function answerRequest(
  view: Cluster,
  configuration: NginxConfiguration,
  request: IngressRequest,
): AnsweredRequest {
  const [refusal] = configuration.refusals;
  if (refusal !== undefined) {
    return { server: catchAll, answer: configurationRefused(refusal) };
  }
  const read = readNginxRequest(request, configuration.settings);
  if ('kind' in read) return { server: catchAll, answer: { rule: { id: 'proxy-refuses' }, result: read } };
  const server = configuration.servers.match(read.host);
  if (server === undefined) return { server: catchAll, answer: nameRefused(read.host) };
  const blocked = blockedAnswer(configuration, read);
  if (blocked !== undefined) return { server: server.host, answer: blocked };
  if (server.kind === 'www') return { server: server.host, answer: wwwRedirect(server, configuration, read) };
  const asked = { view, configuration, request: read, server };
  const matched = server.table.match(read.target.path);
  const early = appRootRedirect(asked) ?? builtInAnswer(asked, matched);
  if (early !== undefined) return { server: server.host, asked, answer: early };
  if (matched === undefined) {
    throw new TypeError(`server ${server.host} has no location for ${read.target.path}`);
  }
  return {
    server: server.host,
    asked,
    path: read.target.path,
    matched,
    answer: answerAtLocation({ ...asked, matched }),
  };
}

function configurationRefused(cause: Cause): NginxAnswer {
  const { object, path } = cause;
  return {
    rule: {
      id: 'proxy-configuration-refused',
      ...(object === undefined ? {} : { object }),
      ...(path === undefined ? {} : { path }),
    },
    result: { kind: 'unknown', missing: 'older configuration', cause },
  };
}

function nameRefused(host: string): NginxAnswer {
  return {
    rule: { id: 'pattern-not-run' },
    result: {
      kind: 'unknown',
      missing: 'regular expression',
      cause: {
        code: 'regex-not-supported',
        path: 'metadata.annotations[server-alias]',
        message: `Whether a server-alias takes host ${host} depends on a regular expression that cannot be run in linear time.`,
        fix: 'Write the alias without look-around, back-references and possessive quantifiers.',
      },
    },
  };
}
