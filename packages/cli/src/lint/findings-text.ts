import type { Colors } from '../output/colors.js';
import { problemText } from '../output/problem-text.js';
import { counted } from './counted.js';
import { type Asker, evidenceText } from './evidence-text.js';
import type { LocatedFinding } from './located-finding.js';

/**
 * Findings one below the other, as problems are written, each with what shows that it is true; below them their number. A
 * rule that several rest on stands below the first.
 */
export function findingsText(found: readonly LocatedFinding[], asker: Asker, colors: Colors): string {
  const rules = new Set<string>();
  const paragraphs = found.map((finding) => {
    const { code, message, evidence } = finding;
    const { shownBy, result } = evidenceText(evidence, asker);
    const head = problemText({ ...finding, message: `${message} [${code}]` }, colors);
    if (rules.has(shownBy.text)) return head;
    if (shownBy.kind === 'rule') rules.add(shownBy.text);
    return `${head}    ${colors.dim(`${shownBy.kind === 'rule' ? 'rule' : 'see'}: ${shownBy.text}`)}\n         ${colors.dim(result)}\n`;
  });
  return [...paragraphs, `${counted(found)}\n`].join('\n');
}
