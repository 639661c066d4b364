import pino from 'pino';
import type { DiskState } from '../shared/disk.ts';
import type { BallotId, SittingId, VoteId } from '../shared/ids.ts';
import type { VoteStage } from '../shared/sitting/state.ts';

/**
 * One function per logged happening; nothing else logs. No line holds a name, an address, a session or anything about a
 * cast: there is no function for a cast at all.
 */
export interface Operations {
  listening(url: string): void;
  redirecting(url: string): void;
  /** Of the new certificate: when it ends. */
  certificateReplaced(validTo: Date): void;
  certificateRefused(error: Error): void;
  /** Negative: it ended so many days ago. */
  certificateEnding(daysLeft: number): void;
  stopping(signal: string): void;
  stageReached(sittingId: SittingId, voteId: VoteId, stage: VoteStage): void;
  resuming(sittingId: SittingId, voteId: VoteId, stage: VoteStage): void;
  leftoverDestroyed(ballotId: BallotId): void;
  /** The folder is damaged, half restored or locked: nothing was changed. */
  cannotStart(reason: string): void;
  restored(madeAt: number): void;
  backupMade(files: number, bytes: number): void;
  backupFailed(reason: string): void;
  sittingForgotten(sittingId: SittingId): void;
  /** Once per level. */
  diskIs(level: DiskState['level'], freeMegabytes: number): void;
  /** Viewers were sent to poll instead. */
  galleryFull(): void;
  storeUnavailable(error: Error): void;
  storeDied(error: Error): void;
  /** The log of staff acts does not add up from this line on. */
  actsChanged(firstBroken: number): void;
  bug(error: unknown): void;
}

const TROUBLE_PAUSE_MS = 10_000;

export function logOperations(level: string): Operations {
  // A full disk refuses every cast; one line each would be a list of the times at which people voted.
  const quietUntil = new Map<string, number>();
  const rarely = (what: string, tell: () => void) => {
    if (Date.now() < (quietUntil.get(what) ?? 0)) return;
    quietUntil.set(what, Date.now() + TROUBLE_PAUSE_MS);
    tell();
  };
  const log = pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime });
  return {
    listening: (url) => log.info({ url }, 'listening'),
    redirecting: (url) => log.info({ url }, 'sending plain HTTP on to HTTPS'),
    certificateReplaced: (validTo) => log.info({ validTo }, 'new certificate in use'),
    certificateRefused: (error) =>
      log.error({ reason: error.message }, 'the new certificate cannot be used; the old one stays'),
    certificateEnding: (daysLeft) =>
      log.warn(
        { daysLeft },
        daysLeft < 0 ? 'the certificate has expired: browsers refuse it' : 'the certificate ends soon',
      ),
    stopping: (signal) => log.info({ signal }, 'stopping'),
    stageReached: (sittingId, voteId, stage) => log.info({ sittingId, voteId, stage }, 'vote'),
    resuming: (sittingId, voteId, stage) => log.info({ sittingId, voteId, stage }, 'resuming a vote'),
    leftoverDestroyed: (ballotId) =>
      log.warn({ ballotId }, 'destroyed what a crash had left of a preparation'),
    cannotStart: (reason) => log.fatal({ reason }, 'cannot start'),
    restored: (madeAt) =>
      log.warn(
        { backup: new Date(madeAt).toISOString() },
        'started on a restored backup; all sessions ended',
      ),
    backupMade: (files, bytes) => log.info({ files, bytes }, 'backup made'),
    backupFailed: (reason) => log.error({ reason }, 'no backup was made'),
    sittingForgotten: (sittingId) => log.info({ sittingId }, 'personal data of a sitting removed'),
    diskIs(level, freeMegabytes) {
      const tell = level === 'fine' ? 'info' : 'warn';
      log[tell]({ level, freeMegabytes }, 'free space on the disk');
    },
    galleryFull: () => rarely('gallery full', () => log.warn('no room for more viewers: they poll')),
    storeUnavailable: (error) =>
      rarely('store', () => log.error({ reason: error.message }, 'store unavailable')),
    storeDied: (error) => log.fatal({ reason: error.message }, 'a store died'),
    actsChanged: (firstBroken) => log.error({ firstBroken }, 'the log of staff acts was changed'),
    bug(error) {
      const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
      rarely(reason, () => log.error({ reason }, 'bug'));
    },
  };
}
