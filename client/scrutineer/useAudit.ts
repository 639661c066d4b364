import { useCallback, useEffect, useState } from 'react';
import type { Digest } from '../../shared/ids.ts';
import type { Refusal } from '../../shared/sitting/refusals.ts';
import type { Check } from '../../shared/verifier/verify.ts';
import type { VoteView } from '../../shared/views.ts';
import { apiText } from '../api.ts';
import { useConnection } from '../sitting.tsx';
import { untilAnswered } from '../trying.ts';
import type { AuditContents } from './audit-contents.ts';
import type { VerifyNews, VerifyRequest } from './verify-worker.ts';

/** How far this device's own verification of a vote's audit bundle is. */
export type Audit =
  | { phase: 'idle' }
  | { phase: 'fetching'; trouble: boolean }
  | { phase: 'refused'; refusal: Refusal }
  | { phase: 'checking'; text: string; checks: readonly Check[] }
  /** The verifier itself could not run on this device. */
  | { phase: 'broken'; text: string }
  | {
      phase: 'ended';
      text: string;
      checks: readonly Check[];
      passed: boolean;
      digest: Digest;
      contents: AuditContents | null;
    };

interface Work {
  ids: { sittingId: string; voteId: string };
  digest: Digest;
  chainHead: Digest;
}

/** Fetches and verifies the audit bundle: by itself when `wanted`, and whenever `again` is called. */
export function useAudit(
  { voteId, digests }: Pick<VoteView, 'voteId' | 'digests'>,
  wanted: boolean,
): { audit: Audit; again: () => void } {
  const { sittingId } = useConnection();
  const [audit, setAudit] = useState<Audit>({ phase: 'idle' });
  const [attempt, setAttempt] = useState(0);
  const [started, setStarted] = useState(wanted);
  const again = useCallback(() => {
    setStarted(true);
    setAttempt((number) => number + 1);
  }, []);
  if (wanted && !started) setStarted(true);
  const digest = digests?.auditDigest;
  const chainHead = digests?.chainHead;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt is another verification of the same bundle
  useEffect(() => {
    if (!started || !digest || !chainHead) return;
    const stop = new AbortController();
    const tell = (news: Audit) => stop.signal.aborted || setAudit(news);
    verifyAudit({ ids: { sittingId, voteId }, digest, chainHead }, tell, stop.signal).catch(() => {});
    return () => stop.abort();
  }, [started, attempt, sittingId, voteId, digest, chainHead]);
  return { audit, again };
}

async function verifyAudit(work: Work, tell: (audit: Audit) => void, signal: AbortSignal): Promise<void> {
  tell({ phase: 'fetching', trouble: false });
  const answer = await untilAnswered(
    () => apiText('GET /api/sittings/:sittingId/votes/:voteId/audit-bundle', work.ids),
    { signal, onTrouble: () => tell({ phase: 'fetching', trouble: true }) },
  );
  if (signal.aborted) return;
  if ('refused' in answer) return tell({ phase: 'refused', refusal: answer.refused });
  inWorker(answer.ok, work, tell, signal);
}

function inWorker(
  text: string,
  { digest, chainHead }: Work,
  tell: (audit: Audit) => void,
  signal: AbortSignal,
): void {
  const checks: Check[] = [];
  const worker = new Worker(new URL('./verify-worker.ts', import.meta.url), { type: 'module' });
  const end = (audit: Audit) => {
    worker.terminate();
    tell(audit);
  };
  signal.addEventListener('abort', () => worker.terminate());
  worker.addEventListener('error', () => end({ phase: 'broken', text }));
  worker.addEventListener('message', ({ data }: MessageEvent<VerifyNews>) => {
    if ('check' in data) {
      checks.push(data.check);
      tell({ phase: 'checking', text, checks: [...checks] });
    } else end({ phase: 'ended', text, checks, digest, ...data });
  });
  tell({ phase: 'checking', text, checks });
  worker.postMessage({ text, expected: { digest, chainHead } } satisfies VerifyRequest);
}
