import type { Pattern } from '../../../routing/pattern.js';
import type { NginxConfiguration } from '../configuration/configuration.js';
import { headerOf } from '../request/header.js';
import type { NginxRequest } from '../request/nginx-request.js';
import { respond, type NginxAnswer } from './answer.js';

/** What a request with a blocked header is answered, at every server alike. */
export function blockedAnswer(
  { settings, profile }: NginxConfiguration,
  { http }: NginxRequest,
): NginxAnswer | undefined {
  for (const list of settings.blockLists) {
    const value = headerOf(http.headers, list.header);
    if (value === undefined) continue;
    const refused = list.patterns.find((pattern) => pattern.refusal !== undefined);
    const isBlocked =
      list.values.has(value.toLowerCase()) || list.patterns.some((pattern) => pattern.test(value));
    const { metadata } = profile.configMap ?? {};
    const by = {
      ...(metadata === undefined
        ? {}
        : { object: { kind: 'ConfigMap', namespace: metadata.namespace, name: metadata.name } }),
      path: `data[${list.key}]`,
    };
    if (isBlocked) {
      const message = `The controller blocks requests with ${list.header}: ${value}.`;
      return respond({ id: 'proxy-refuses', ...by }, 403, { code: 'client-not-allowed', ...by, message });
    }
    if (refused !== undefined) return notRun(refused, by);
  }
  return undefined;
}

function notRun({ source }: Pattern, by: Pick<NginxAnswer['rule'], 'object' | 'path'>): NginxAnswer {
  return {
    rule: { id: 'pattern-not-run', ...by },
    result: {
      kind: 'unknown',
      missing: 'regular expression',
      cause: {
        code: 'regex-not-supported',
        ...by,
        message: `Whether the request is blocked depends on ${source}, which cannot be run in linear time.`,
        fix: 'Write the expression without look-around, back-references and possessive quantifiers.',
      },
    },
  };
}
