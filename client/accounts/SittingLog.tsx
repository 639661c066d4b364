import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { chainStart } from '../../shared/bundle.ts';
import type { SittingId } from '../../shared/ids.ts';
import { useFormat } from '../i18n/format.ts';
import { useReason } from '../i18n/reason.ts';
import { useReloaded } from '../reloaded.ts';
import { eventKinds, eventRows, peopleIn } from './event-words.ts';
import { LogPage } from './LogPage.tsx';
import { logJson } from './log-rows.ts';
import { firstBrokenLink, logApi, wholeLog } from './sitting-log.ts';

/** What was done inside of one sitting. `title` is for its file. */
export function SittingLog({ sittingId, title }: { sittingId: SittingId; title: string }) {
  const { t } = useTranslation(['log', 'acts']);
  const format = useFormat();
  const reason = useReason();
  const asked = useReloaded(() => wholeLog(sittingId));
  const log = asked.value;
  const rows = eventRows({ t, format, reason }, log?.entries ?? []);
  const people = useMemo(() => peopleIn(log?.entries ?? []), [log]);
  const check = useCallback(() => (log ? firstBrokenLink(log) : null), [log]);
  const take = async () => {
    const put = await logApi('POST /api/sittings/:sittingId/log/export', { sittingId }, {});
    if ('refused' in put) return put;
    const answer = await wholeLog(sittingId);
    if ('refused' in answer) return answer;
    const json = logJson('yishi-sitting-log-1', answer.ok);
    return { ok: { rows: eventRows({ t, format, reason }, answer.ok.entries), json } };
  };
  return (
    <LogPage
      asked={asked}
      table={{ rows, people, kinds: eventKinds.map((kind) => [kind, t(`kinds.${kind}`)]), help: t('help') }}
      chain={
        log && {
          head: log.head,
          last: rows.at(-1)?.link ?? chainStart(sittingId),
          brokenAt: log.brokenAt,
          check,
          holds: t('holds', { count: rows.length }),
        }
      }
      file={{ name: [title, t('file')], take }}
    />
  );
}
