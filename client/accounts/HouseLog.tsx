import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { actsStart, firstBrokenAct } from '../../shared/acts-chain.ts';
import { useReloaded } from '../reloaded.ts';
import { actKinds, actRows, namesIn } from './act-words.ts';
import { LogPage } from './LogPage.tsx';
import { logJson } from './log-rows.ts';
import { staffApi } from './staff-api.ts';

interface Props {
  /** Titles of sittings that are still there. */
  sittings: ReadonlyMap<string, string>;
}

/** What the staff did outside of sittings. */
export function HouseLog({ sittings }: Props) {
  const { t } = useTranslation(['acts', 'common']);
  const asked = useReloaded(() => staffApi('GET /api/acts'));
  const log = asked.value;
  const rows = useMemo(() => (log ? actRows(t, log.acts, sittings) : []), [t, log, sittings]);
  const people = useMemo(() => [...namesIn(log?.acts ?? [])], [log]);
  const check = useCallback(() => firstBrokenAct(log?.acts ?? []), [log]);
  const take = async () => {
    const answer = await staffApi('POST /api/acts/export', {}, {});
    if ('refused' in answer) return answer;
    const json = logJson('yishi-acts-1', answer.ok);
    return { ok: { rows: actRows(t, answer.ok.acts, sittings), json } };
  };
  return (
    <LogPage
      asked={asked}
      table={{ rows, people, kinds: actKinds.map((kind) => [kind, t(`kinds.${kind}`)]), help: t('help') }}
      chain={
        log && {
          head: log.head,
          last: rows.at(-1)?.link ?? actsStart,
          brokenAt: log.brokenAt,
          check,
          holds: t('chain.holds', { count: rows.length }),
        }
      }
      file={{ name: [t('export.name')], take }}
    />
  );
}
