import type { Subtle } from '../../shared/ballot/credential.ts';
import { AuditBundle } from '../../shared/bundle.ts';
import { utf8ToBytes } from '../../shared/bytes.ts';
import { type Check, type Expected, verifyBundle } from '../../shared/verifier/verify.ts';
import { type AuditContents, auditContents } from './audit-contents.ts';

export interface VerifyRequest {
  text: string;
  expected: Expected;
}
export type VerifyNews =
  | { check: Check }
  /** Contents only of a bundle that passed. */
  | { passed: boolean; contents: AuditContents | null };

const platform = {
  subtle: crypto.subtle as Subtle,
  decode: (utf8: Uint8Array) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(utf8),
};
const tell = (news: VerifyNews) => postMessage(news);

addEventListener('message', ({ data }: MessageEvent<VerifyRequest>) => {
  // Told to the page as an error of this worker; a rejection alone would leave it waiting.
  verify(data).catch(reportError);
});

async function verify({ text, expected }: VerifyRequest): Promise<void> {
  const { passed } = await verifyBundle(utf8ToBytes(text), expected, platform, (check) => tell({ check }));
  tell({ passed, contents: passed ? auditContents(AuditBundle.parse(JSON.parse(text))) : null });
}
