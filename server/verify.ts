import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { Digest } from '../shared/ids.ts';
import { type Expected, verifyBundle } from '../shared/verifier/verify.ts';
import { platform } from './platform.ts';

/**
 * `npm run verify -- bundle.json [--digest HEX] [--chain-head HEX]`: a program of its own, which knows the rules and
 * nothing of the server. Ends with 0 when every check passes, 1 when one fails, 2 when there was nothing to check.
 */
const USAGE = 'usage: npm run verify -- bundle.json [--digest HEX] [--chain-head HEX]';

class WrongUse extends Error {}

function readArguments(): { file: string; expected: Expected } {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { digest: { type: 'string' }, 'chain-head': { type: 'string' } },
  });
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) throw new WrongUse('name one bundle file');
  return {
    file,
    expected: {
      digest: hex('--digest', values.digest),
      chainHead: hex('--chain-head', values['chain-head']),
    },
  };
}

/** As it is copied from a printed report: letters of either case. */
function hex(option: string, text: string | undefined): Digest | undefined {
  if (text === undefined) return undefined;
  const parsed = Digest.safeParse(text.trim().toLowerCase());
  if (!parsed.success) throw new WrongUse(`${option}: ${text} is not a SHA-256 of 64 hex digits`);
  return parsed.data;
}

/** What a run without the figures of the signed report cannot show. */
function warning({ digest, chainHead }: Expected): string | null {
  if (digest !== undefined) return null;
  return chainHead === undefined
    ? 'WARNING no --digest was given: a bundle whose ballots were changed and everything recomputed cannot be told apart.'
    : 'WARNING no --digest was given: the chain head fixes log, seals and ballots, but not the receipts of a public bundle.';
}

async function verify(): Promise<number> {
  const { file, expected } = readArguments();
  const bytes = readFileSync(file);
  const { passed, checks } = await verifyBundle(bytes, expected, platform, (check) => {
    const records = `${check.records} ${check.records === 1 ? 'record ' : 'records'}`;
    const line = `${String(check.number).padStart(3)} ${check.passed ? 'ok  ' : 'FAIL'} ${records.padStart(14)}  ${check.name}`;
    console.log(check.detail === null ? line : `${line}: ${check.detail}`);
  });
  const said = warning(expected);
  if (said) console.log(said);
  const failed = checks.filter((check) => !check.passed).length;
  console.log(`verified=${passed ? 1 : 0} checks=${checks.length} failed=${failed}`);
  return passed ? 0 : 1;
}

try {
  process.exitCode = await verify();
} catch (error) {
  const { code, message } = error as NodeJS.ErrnoException;
  const wrongUse = error instanceof WrongUse || code?.startsWith('ERR_PARSE_ARGS');
  console.error(wrongUse ? `${message}\n${USAGE}` : message);
  process.exitCode = 2;
}
