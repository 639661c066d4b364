import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { inquiryChainStart } from '../../../shared/inquiry/evolve.ts';
import { LogPage } from '../../accounts/LogPage.tsx';
import { logJson } from '../../accounts/log-rows.ts';
import desk from '../../host/desk.module.css';
import { useInquiry } from '../../inquiry/useInquiry.ts';
import { useReloaded } from '../../reloaded.ts';
import { inquiryDeskApi } from '../desk-api.ts';
import { entryKinds, entryRows, peopleIn } from './entry-words.ts';
import { firstBrokenLink, wholeInquiryLog } from './inquiry-log.ts';
import { useEntryWording } from './useEntryWords.ts';

/** What was done in this inquiry, by whom and when. */
export function LogPart() {
  const { t } = useTranslation('inquiry-log');
  const wording = useEntryWording();
  const { inquiryId, title } = useInquiry('desk');
  const asked = useReloaded(() => wholeInquiryLog(inquiryId));
  const log = asked.value;
  const rows = useMemo(() => entryRows(wording, log?.entries ?? []), [wording, log]);
  const people = useMemo(() => peopleIn(log?.entries ?? []), [log]);
  const check = useCallback(() => (log ? firstBrokenLink(log) : null), [log]);
  const take = async () => {
    const put = await inquiryDeskApi('POST /api/inquiries/:inquiryId/export', { inquiryId }, { what: 'log' });
    if ('refused' in put) return put;
    const answer = await wholeInquiryLog(inquiryId);
    if ('refused' in answer) return answer;
    const json = logJson('yishi-inquiry-log-1', answer.ok);
    return { ok: { rows: entryRows(wording, answer.ok.entries), json } };
  };
  return (
    <div className={desk['frame']}>
      <LogPage
        asked={asked}
        table={{ rows, people, kinds: entryKinds.map((kind) => [kind, t(`kinds.${kind}`)]), help: t('help') }}
        chain={
          log && {
            head: log.head,
            last: rows.at(-1)?.link ?? inquiryChainStart(inquiryId),
            brokenAt: log.brokenAt,
            check,
            holds: t('holds', { count: rows.length }),
          }
        }
        file={{ name: [title, t('file')], take }}
      />
    </div>
  );
}
