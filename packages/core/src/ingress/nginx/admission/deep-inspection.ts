import type { Ingress } from '../../../object/ingress.js';
import type { AdmissionRefusal } from '../../admission-refusal.js';
import { pathField } from '../../reference.js';

/** Texts that would be directives of nginx, or lead to files of the controller. @see kubernetes/ingress-nginx internal/ingress/inspector/rules.go */
const dangerous: readonly RegExp[] = [
  /alias[^]*;/,
  /root[^]*;/,
  /\/etc\/(?:passwd|shadow|group|nginx|ingress-controller)/,
  /\/var\/run\/secrets/,
  /_by_lua/,
];

/** Looks for dangerous texts in hosts and paths. */
export function inspect({ spec }: Ingress): AdmissionRefusal | undefined {
  for (const [ruleIndex, { host, paths }] of spec.rules.entries()) {
    if (isDangerous(host)) return refused(`spec.rules[${ruleIndex}].host`, host);
    for (const [index, { path }] of paths.entries()) {
      if (isDangerous(path)) return refused(`${pathField(ruleIndex, index)}.path`, path);
    }
  }
  return undefined;
}

function isDangerous(text: string): boolean {
  return dangerous.some((pattern) => pattern.test(text));
}

function refused(path: string, text: string): AdmissionRefusal {
  return {
    reason: 'deep-inspection',
    path,
    message: `${text} looks like configuration of nginx, or leads to files of the controller.`,
  };
}
