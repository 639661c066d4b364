import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { Paper } from '../../../shared/ballot/paper.ts';
import { CommandId, ItemId, PaperId } from '../../../shared/ids.ts';
import type { DeskView } from '../../../shared/inquiry/views.ts';
import { api } from '../../api.ts';
import { Button } from '../../design/Button.tsx';
import { CommandNote, Notice } from '../../design/Notice.tsx';
import { useInquiryCommand } from '../../inquiry/useInquiry.ts';
import { newId } from '../../trying.ts';
import { StageTag } from '../ceremony/StageTag.tsx';
import desk from '../desk.module.css';
import { useStaffRole, useView } from '../desk.ts';
import { useRequest } from '../useRequest.ts';
import styles from './inquiry.module.css';
import { useRuns } from './runs.ts';

/** 满意度测评: which appraisal paper is voted on the spot, and the way to its ceremony. */
export function BallotCard({ view }: { view: DeskView }) {
  const { t } = useTranslation('inquiry-desk');
  const runs = useRuns();
  const sitting = useView();
  const { state, busy, send } = useInquiryCommand();
  const papers = sitting.papers.filter(({ kind, follows }) => kind === 'appraisal' && follows === null);
  const chosen = sitting.papers.find(({ paperId }) => paperId === view.ballotPaperId);
  const vote = sitting.votes.filter(({ paperId }) => paperId === view.ballotPaperId).at(-1);
  return (
    <section className={desk['card']} aria-labelledby="ballot">
      <div className={desk['cardHead']}>
        <h3 id="ballot">{t('ballot.title')}</h3>
        {vote && <StageTag round={{ key: vote.voteId, paper: null, vote }} />}
      </div>
      <p className={desk['help']}>{t('ballot.help')}</p>
      {runs && papers.length > 0 && !vote && (
        <div className={desk['field']}>
          <label htmlFor="ballot-paper">{t('ballot.choose')}</label>
          <select
            id="ballot-paper"
            className={desk['select']}
            disabled={busy}
            value={view.ballotPaperId ?? ''}
            onChange={({ target }) =>
              void send({
                type: 'SetBallot',
                paperId: target.value === '' ? null : PaperId.parse(target.value),
              })
            }
          >
            <option value="">{t('ballot.none')}</option>
            {papers.map(({ paperId, title }) => (
              <option key={paperId} value={paperId}>
                {title}
              </option>
            ))}
          </select>
        </div>
      )}
      {papers.length === 0 && <p>{t('ballot.noPapers')}</p>}
      <CommandNote state={state} />
      {!chosen && <DrawUp view={view} />}
      {chosen && (
        <>
          <p>{t('ballot.chosen', { title: chosen.title })}</p>
          {view.segment !== 'ballot' && <Notice tone="information">{t('ballot.segment')}</Notice>}
          <Link href={`/desk/${sitting.sittingId}`} className={styles['link']}>
            {t('ballot.go')}
          </Link>
        </>
      )}
    </section>
  );
}

/** A paper with every department of the plan as a subject, drawn up and chosen by one button. */
function DrawUp({ view }: { view: DeskView }) {
  const { t } = useTranslation(['inquiry-desk', 'common']);
  const role = useStaffRole();
  const { sittingId } = useView();
  const drawing = useRequest();
  const choosing = useInquiryCommand();
  /** The same until it is answered: one paper, however often it is asked for. */
  const attempt = useRef(CommandId.parse(newId()));
  if (role === 'chair') return <p className={desk['help']}>{t('ballot.byOperator')}</p>;
  if (role !== 'operator') return null;
  const departments = view.departmentOrder.flatMap((id) => view.departments[id] ?? []);
  const paper: Paper = {
    kind: 'appraisal',
    title: t('ballot.drawUpTitle', { title: view.title }),
    items: departments.map(({ name }, at) => ({
      itemId: ItemId.parse(`S${String(at + 1).padStart(2, '0')}`),
      title: name,
    })),
  };
  const drawUp = async () => {
    const body = { commandId: attempt.current, paper };
    const answer = await drawing.send(() => api('POST /api/sittings/:sittingId/papers', { sittingId }, body));
    if (!answer) return;
    attempt.current = CommandId.parse(newId());
    if ('ok' in answer) await choosing.send({ type: 'SetBallot', paperId: answer.ok.paperId });
  };
  return (
    <>
      <div className={desk['row']}>
        <Button disabled={drawing.busy || choosing.busy} onClick={() => void drawUp()}>
          {drawing.busy || choosing.busy ? t('common:sending') : t('ballot.drawUp')}
        </Button>
        <Link href={`/desk/${sittingId}/papers?new=appraisal`} className={styles['link']}>
          {t('ballot.own')}
        </Link>
      </div>
      <p className={desk['help']}>{t('ballot.drawUpHelp', { count: departments.length })}</p>
      <CommandNote state={drawing.state} />
      <CommandNote state={choosing.state} />
    </>
  );
}
