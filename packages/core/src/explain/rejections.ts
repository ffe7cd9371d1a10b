import type { SkipCode } from '../trace/skips.js';
import { skips } from '../trace/skips.js';

/**
 * Why a candidate was not taken at a hop, beyond the reasons in `skips`.
 *
 * @public
 */
export const rejections = {
  'not-chosen': 'Another one was chosen.',
  unhealthy: 'The health check fails.',
  'not-ready': 'The endpoint is not ready.',
  terminating: 'The endpoint is terminating.',
  'other-zone': 'The endpoint is hinted at other zones.',
  'other-node': 'The endpoint is hinted at other nodes.',
  'not-on-node': 'The endpoint is not on this node.',
  'other-proxy': 'The slice is for another service proxy.',
  'other-family': 'The slice is of another IP family.',
  'other-port': 'The slice has no port of the name and protocol.',
} as const;

/** A stable code, listed in {@link rejections} or in `skips`. @public */
export type RejectionCode = keyof typeof rejections | SkipCode;

/** What a code says. */
export function rejectionText(code: RejectionCode): string {
  return isSkip(code) ? skips[code] : rejections[code];
}

function isSkip(code: RejectionCode): code is SkipCode {
  return code in skips;
}
