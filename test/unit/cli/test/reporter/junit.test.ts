import { describe, expect, test } from 'vitest';
import { junitXml } from '../../../../../packages/cli/src/test/reporter/junit.js';
import { mixed, reportOn } from './report.js';

describe('junitXml', () => {
  const xml = junitXml(reportOn(mixed));

  test('counts tests and failures of the run and of each file', () => {
    expect(xml).toMatch(
      /^<\?xml version="1.0" encoding="UTF-8"\?>\n<testsuites name="kubehop" tests="2" failures="1">\n/,
    );
    expect(xml).toContain('<testsuite name="tests/routes.yaml" tests="2" failures="1">');
  });

  test('has a case with its place for each expectation, and what was taken for granted', () => {
    expect(xml).toMatch(
      /<testcase name="the cart is served" classname="tests\/routes.yaml" file="tests\/routes.yaml" line="3">\n {6}<system-out>taken for granted: No Node/,
    );
  });

  test('writes a failure with what was expected and what came, and the way as its content', () => {
    expect(xml).toContain('<failure message="status: expected 404, got 200');
    expect(xml).toContain('Ingress shop/shop: to Service shop/web port http');
  });

  test('escapes what XML gives a meaning to', () => {
    expect(xml).toContain('name="100%: &lt;web&gt; &amp; &quot;cart&quot;, both"');
  });

  test('replaces what XML may not hold', () => {
    const report = reportOn(mixed);
    const suites = report.suites.map((suite) => ({ ...suite, file: 'a\u0007\uD800\uFFFEb\n' }));
    expect(junitXml({ ...report, suites })).toContain('<testsuite name="a\uFFFD\uFFFD\uFFFDb&#10;"');
  });

  test('opens and closes its elements in pairs', () => {
    for (const element of ['testsuites', 'testsuite', 'testcase', 'failure', 'system-out']) {
      const opened = xml.match(new RegExp(`<${element}[ >]`, 'g'))?.length;
      expect([element, opened]).toEqual([element, xml.match(new RegExp(`</${element}>`, 'g'))?.length]);
    }
  });
});
