import { useTranslation } from 'react-i18next';
import type { View } from '../../../shared/views.ts';
import { useFormat } from '../../i18n/format.ts';
import desk from '../desk.module.css';
import { useView } from '../desk.ts';
import { isUnderWay } from './agenda.ts';
import styles from './ceremony.module.css';
import { unsignedOf } from './next-step.ts';

interface Waiting {
  key: string;
  what: 'reissue' | 'objection' | 'signature' | 'report' | 'appointment';
  name: string;
  note: string | null;
  title: string;
}

/** Whoever has to do something before it can go on: scrutineers to appoint, reissues to approve, objections, missing reports and signatures. */
export function WaitingList() {
  const { t } = useTranslation('host');
  const format = useFormat();
  const waiting = waitingIn(useView(), format.list);
  return (
    <section className={desk['card']} aria-labelledby="waiting">
      <div className={desk['cardHead']}>
        <h2 id="waiting">{t('waiting.title')}</h2>
        {waiting.length > 0 && (
          <span className={desk['tag']} data-tone="stopped">
            {waiting.length}
          </span>
        )}
      </div>
      {waiting.length === 0 && <p className={desk['quiet']}>{t('waiting.none')}</p>}
      <ul className={styles['waiting']} aria-live="polite">
        {waiting.map(({ key, what, name, note, title }) => (
          <li key={key} data-what={what}>
            <p className={styles['waitingWhat']}>{t(`waiting.${what}`)}</p>
            <p>{note === null ? name : t('waiting.reissueWho', { name, reason: note })}</p>
            <p className={desk['help']}>
              {what === 'reissue' || what === 'appointment' ? t(`waiting.${what}By`) : title}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

function appointmentIn(view: View, list: (names: readonly string[]) => string): Waiting[] {
  if (!view.scrutineerProposal || view.stage === 'closed') return [];
  const name = list(view.scrutineerProposal.scrutineers.map((one) => one.name));
  return [{ key: 'appointment', what: 'appointment', name, note: null, title: '' }];
}

function waitingIn(view: View, list: (names: readonly string[]) => string): Waiting[] {
  const reissues = (view.reissueRequests ?? []).map(({ voteId, deputyId, name, reason }): Waiting => {
    return { key: `${voteId}/${deputyId}/reissue`, what: 'reissue', name, note: reason, title: '' };
  });
  const ofVotes = view.votes.filter(isUnderWay).flatMap((vote): Waiting[] => {
    const about = (what: Waiting['what'], deputyId: string, name: string, note: string | null): Waiting => ({
      key: `${vote.voteId}/${deputyId}/${what}`,
      what,
      name,
      note,
      title: vote.title,
    });
    const objections = vote.objections.map(({ deputyId, name, reason }) =>
      about('objection', deputyId, name, reason),
    );
    if (vote.rehearsal) return objections;
    if (vote.stage === 'sealed') {
      const chief = view.scrutineers.filter((scrutineer) => scrutineer.chief);
      return chief.map(({ deputyId, name }) => about('report', deputyId, name, null));
    }
    if (vote.stage !== 'counted') return objections;
    const objecting = new Set(vote.objections.map(({ deputyId }) => deputyId));
    const unsigned = unsignedOf(view, vote).filter(({ deputyId }) => !objecting.has(deputyId));
    return [...objections, ...unsigned.map(({ deputyId, name }) => about('signature', deputyId, name, null))];
  });
  return [...appointmentIn(view, list), ...reissues, ...ofVotes];
}
