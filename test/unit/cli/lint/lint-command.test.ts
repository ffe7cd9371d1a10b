import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type Run, run, shop } from '../run.js';

function example(name: string): string {
  return readFileSync(new URL(`../../../../examples/findings/${name}.yaml`, import.meta.url), 'utf8');
}

const files = {
  'leaks.yaml': example('pattern-leaks'),
  'fixed.yaml': example('pattern-leaks.fixed'),
  'prefix.yaml': example('prefix-by-element'),
  'certificate.yaml': example('certificate-mismatch'),
  'ingress-class-missing.yaml': example('ingress-class-missing'),
  'client-address-lost.yaml': example('client-address-lost'),
  'shop.yaml': shop,
};

/** Looks for findings of these kinds alone: other examples may get more. */
async function lint(args: string, stdin?: string): Promise<Run> {
  return run(['lint', ...args.split(' ')], { files, ...(stdin === undefined ? {} : { stdin }) });
}

/** The codes of what is found. */
async function codes(args: string): Promise<readonly string[]> {
  return [...(await lint(args)).stdout.matchAll(/\[([a-z-]+)\]$/gm)].map(([, code = '']) => code);
}

const leaks = '--only pattern-leaks';
const pod =
  'apiVersion: v1\nkind: Pod\nmetadata: { name: a, labels: { app: a } }\nspec: { containers: [{ name: a, image: a }] }\n';

/** A Service that selects pods of its own name. */
function service(name: string): string {
  return `apiVersion: v1\nkind: Service\nmetadata: { name: ${name} }\nspec: { selector: { app: ${name} }, ports: [{ port: 80 }] }\n`;
}

/** Where the finding is. */
const line = files['leaks.yaml'].split('\n').findIndex((text) => text.includes('use-regex:')) + 1;

describe('kubehop lint', () => {
  test('prints where a finding is, what is wrong, how to mend it and what shows it', async () => {
    const { status, stdout } = await lint(`-f leaks.yaml ${leaks}`);
    expect(stdout.split('\n')).toEqual([
      expect.stringMatching(
        `^leaks.yaml:${line}: warning: Ingress shop/api metadata.annotations\\[nginx.ingress.kubernetes.io/use-regex\\]: The annotation .* \\[pattern-leaks\\]$`,
      ),
      '    fix: Give the paths that are regular expressions, or rewritten, a host of their own.',
      '    see: kubehop trace -f leaks.yaml http://shop.example.com/loginx',
      expect.stringMatching(/^ {9}200: Pod shop\/login-\S+ answers\.$/),
      '',
      '1 finding: 1 warning.',
      '',
    ]);
    expect(status).toBe(0);
  });

  test('prints a rule once, and the fix of each finding that rests on it', async () => {
    const { stdout } = await lint('-f shop.yaml --only rollout-without-pre-stop');
    const of = (start: string): number => stdout.match(new RegExp(`^ {4}${start}: `, 'gm'))?.length ?? 0;
    expect([of('fix') > 1, of('rule')]).toEqual([true, 1]);
    const table = (await lint('-f shop.yaml --only rollout-without-pre-stop -o markdown')).stdout;
    const rows = table.split('\n').filter((row) => row.startsWith('| notice'));
    expect(rows.map((row) => row.endsWith('| the same rule as above |'))).toEqual(
      rows.map((_, index) => index > 0),
    );
  });

  test('the command that it prints shows the finding', async () => {
    const { stdout } = await lint(`-f leaks.yaml ${leaks} --platform kind`);
    const [, command = ''] = /see: kubehop (.*)/.exec(stdout) ?? [];
    expect(command).toContain('--platform kind');
    const traced = await run(command.split(' '), { files });
    expect(traced.stdout).toContain('use-regex');
  });

  test.each([
    ['ingress-class-missing', 'http://shop.example.com/cart'],
    ['client-address-lost', '--from internet/203.0.113.1 http://shop.example.com/'],
  ])('says of %s where the request comes from, unless all do: %s', async (code, request) => {
    const { stdout } = await lint(`-f ${code}.yaml --only ${code}`);
    expect(stdout).toContain(`    see: kubehop trace -f ${code}.yaml ${request}\n`);
  });

  test('says so when nothing is found', async () => {
    expect(await lint(`-f fixed.yaml ${leaks}`)).toEqual({
      status: 0,
      stdout: 'Nothing was found.\n',
      stderr: '',
    });
  });

  test.each([
    ['leaks.yaml', 'error', 0],
    ['leaks.yaml', 'warning', 1],
    ['leaks.yaml', 'notice', 1],
    ['leaks.yaml', 'never', 0],
    ['fixed.yaml', 'notice', 0],
    ['certificate.yaml', 'error', 1],
    ['certificate.yaml', 'never', 0],
  ])('%s with --fail-on %s ends with %i', async (file, severity, status) => {
    const args = `-f ${file} --only pattern-leaks,certificate-mismatch --fail-on ${severity}`;
    expect((await lint(args)).status).toBe(status);
  });

  test('fails for errors alone unless told otherwise', async () => {
    expect((await lint('-f certificate.yaml --only certificate-mismatch')).status).toBe(1);
  });

  test('takes several kinds, and leaves out others', async () => {
    const both = '-f leaks.yaml --only pattern-leaks --only prefix-by-element';
    expect(await codes(both)).toEqual(['pattern-leaks']);
    expect(await codes(`${both} --skip pattern-leaks`)).toEqual([]);
    expect(await codes('-f prefix.yaml --skip pattern-leaks')).toContain('prefix-by-element');
  });

  test('knows what a code that is misspelt may mean', async () => {
    const { status, stderr } = await lint('-f leaks.yaml --skip pattern-leak');
    expect(status).toBe(2);
    expect(stderr).toContain('error: there is no finding "pattern-leak"; did you mean "pattern-leaks"?');
  });

  test('prints findings as JSON, with the trace and the line', async () => {
    const { stdout } = await lint(`-f leaks.yaml ${leaks} -o json`);
    expect(JSON.parse(stdout)).toMatchObject({
      apiVersion: 'kubehop.dev/v1alpha1',
      kind: 'Findings',
      findings: [
        {
          code: 'pattern-leaks',
          object: { kind: 'Ingress', namespace: 'shop', name: 'api' },
          source: { file: 'leaks.yaml' },
          evidence: { kind: 'request', trace: { kind: 'Trace', outcome: { status: 200 } } },
        },
      ],
    });
    expect(JSON.parse((await lint(`-f fixed.yaml ${leaks} -o json`)).stdout)).toMatchObject({ findings: [] });
  });

  test('prints a table of Markdown, in which paths are no marks', async () => {
    const { stdout } = await lint('-f prefix.yaml --only prefix-by-element -o markdown');
    const [head, empty, names, dashes, row] = stdout.split('\n');
    expect([head, empty]).toEqual(['1 finding: 1 warning.', '']);
    expect(names).toBe('| severity | finding | where | what is wrong | fix | shown by |');
    expect(dashes).toBe('| --- | --- | --- | --- | --- | --- |');
    expect(row).toContain('| Ingress shop/shop `spec.rules[0].http.paths[1].path` (prefix.yaml:');
    expect(row).toContain(String.raw`ImplementationSpecific /static/\* of Ingress shop/shop`);
    expect(row).toContain('`kubehop trace -f prefix.yaml http://shop.example.com/static/x` 200: Pod');
    expect((await lint(`-f fixed.yaml ${leaks} -o markdown`)).stdout).toBe('Nothing was found.\n');
  });

  test('leaves out of the table what no comment holds', async () => {
    const many = [pod, ...Array.from({ length: 300 }, (_, index) => service(`service-${index}`))].join(
      '---\n',
    );
    const { stdout } = await lint('-f - --only service-selects-nothing -o markdown', many);
    const [head = ''] = stdout.split('\n');
    const rows = stdout.split('\n').filter((row) => row.startsWith('| error')).length;
    expect(stdout.length).toBeLessThan(65_536);
    expect(head).toBe('300 findings: 300 errors.');
    expect(stdout).toContain(`\n\n${300 - rows} more are left out for want of room.\n`);
  });

  test('reads what is piped in, and repeats the request for the same', async () => {
    const { stdout } = await lint(`-f - ${leaks}`, files['leaks.yaml']);
    expect(stdout).toContain(`stdin:${line}: warning: Ingress shop/api`);
    expect(stdout).toContain('kubehop trace -f - http://shop.example.com/loginx');
  });

  test('tells what is wrong with the manifests besides', async () => {
    const text = 'apiVersion: v1\nkind: Pod\nmetadata: { name: A }\n';
    const { stdout, stderr } = await lint(`-f - ${leaks}`, text);
    expect(stderr).toContain('error: Pod default/A metadata.name');
    expect(stdout).toBe('Nothing was found.\n');
  });
});
