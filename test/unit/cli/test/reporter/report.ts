import { cloud, createCluster } from '@kubehop/core';
import { readManifests } from '@kubehop/core/yaml';
import { colorsOf } from '../../../../../packages/cli/src/output/colors.js';
import { parseTestFile } from '../../../../../packages/cli/src/test/parse-test-file.js';
import type { Page } from '../../../../../packages/cli/src/test/reporter/page.js';
import type { TestReport } from '../../../../../packages/cli/src/test/result.js';
import { coverageOf, runSuite } from '../../../../../packages/cli/src/test/run-suite.js';
import type { Suite } from '../../../../../packages/cli/src/test/suite.js';
import { shop } from '../../run.js';

export const plainPage: Page = { colors: colorsOf({ isTerminal: false, write: () => {} }, {}) };

/** A report on expectations of the sample shop, as a test file has them. */
export function reportOn(expectations: string, more: Pick<TestReport, 'failUnder'> = {}): TestReport {
  const { parsed } = parseTestFile(`expectations:\n${expectations}`);
  if (parsed === undefined) throw new Error('these are no expectations');
  const cluster = createCluster(readManifests(shop), { platform: cloud() });
  const suite: Suite = { file: 'tests/routes.yaml', manifests: ['shop.yaml'], cluster, cases: parsed.cases };
  const result = runSuite(suite);
  return { suites: [result], coverage: coverageOf([suite], [result]), ...more };
}

/** One that holds and one that does not, with what needs care in XML and in commands of GitHub. */
export const mixed = `
  - name: the cart is served
    request: GET https://shop.example.com/cart
    expect: { status: 200 }
  - name: "100%: <web> & \\"cart\\", both"
    request: GET https://shop.example.com/
    expect: { status: 404, reaches: service/shop/web }
`;
