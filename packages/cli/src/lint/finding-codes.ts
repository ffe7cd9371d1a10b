import { findings, type FindingCode } from '@kubehop/core/analysis';
import { didYouMean, nearNames } from '../input/near-names.js';
import { WrongUse } from '../wrong-use.js';

/**
 * Reads codes of findings, with commas between them.
 *
 * @throws {WrongUse} when there is no such code
 */
export function readCodes(text: string): readonly FindingCode[] {
  return text.split(',').map((written) => readCode(written.trim()));
}

function readCode(written: string): FindingCode {
  if (isCode(written)) return written;
  throw new WrongUse(
    `there is no finding "${written}"${didYouMean(nearNames(written, Object.keys(findings)))}`,
  );
}

function isCode(text: string): text is FindingCode {
  return Object.hasOwn(findings, text);
}
