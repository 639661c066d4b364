import { useTranslation } from 'react-i18next';
import type { View } from '../../../shared/views.ts';
import { Button } from '../../design/Button.tsx';
import { CommandNote } from '../../design/Notice.tsx';
import { useSession } from '../../session.tsx';
import { useStaffRole, useStepCommand } from '../desk.ts';
import { anyoneExcluded, ScrutineerList } from './PeopleList.tsx';
import styles from './rules.module.css';

interface Props {
  view: View;
  proposal: NonNullable<View['scrutineerProposal']>;
  onAppointed: () => void;
  onWithdrawn: () => void;
  onChange: () => void;
  /** Title of the vote under way, which has to be over first. */
  underWay: string | null;
}

/** The list that waits for the chair: who proposed may change it or take it back, somebody else appoints. */
export function Proposal({ view, proposal, onAppointed, onWithdrawn, onChange, underWay }: Props) {
  const { t } = useTranslation('papers');
  const role = useStaffRole();
  const { scrutineers } = proposal;
  return (
    <section className={styles['proposal']} aria-labelledby="proposal-title">
      <h3 id="proposal-title">{t('scrutineers.proposal')}</h3>
      {view.scrutineers.length > 0 && <p className={styles['second']}>{t('scrutineers.replaces')}</p>}
      <ScrutineerList label={t('scrutineers.proposal')} people={scrutineers} view={view} />
      {role === 'chair' && (
        <Appoint view={view} proposal={proposal} onAppointed={onAppointed} underWay={underWay} />
      )}
      {role === 'operator' && (
        <Standing onWithdrawn={onWithdrawn} onChange={onChange} fixed={underWay !== null} />
      )}
      {role === 'administrator' && <p>{t('scrutineers.waitingChair')}</p>}
    </section>
  );
}

function Appoint({ view, proposal, onAppointed, underWay }: Omit<Props, 'onChange' | 'onWithdrawn'>) {
  const { t } = useTranslation(['papers', 'common']);
  const { principal } = useSession();
  const { state, busy, send } = useStepCommand();
  const scrutineers = proposal.scrutineers.map(({ deputyId }) => deputyId);
  const mine = principal.role !== 'deputy' && principal.accountId === proposal.by;
  const missing =
    underWay !== null
      ? t('scrutineers.underWay', { title: underWay })
      : mine
        ? t('scrutineers.byYourself')
        : anyoneExcluded(view, scrutineers)
          ? t('scrutineers.excluded')
          : null;
  const appoint = async () => {
    const chief = proposal.scrutineers.find((one) => one.chief)!.deputyId;
    if (await send({ type: 'AppointScrutineers', scrutineers, chief })) onAppointed();
  };
  return (
    <>
      <CommandNote state={state} />
      <div className={styles['buttons']}>
        <Button
          look="primary"
          disabled={busy || missing !== null}
          aria-describedby="appoint-missing"
          onClick={() => void appoint()}
        >
          {busy ? t('common:sending') : t('scrutineers.appoint')}
        </Button>
        <p id="appoint-missing" role="status">
          {missing}
        </p>
      </div>
    </>
  );
}

function Standing(props: { onWithdrawn: () => void; onChange: () => void; fixed: boolean }) {
  const { onWithdrawn, onChange, fixed } = props;
  const { t } = useTranslation(['papers', 'common']);
  const { state, busy, send } = useStepCommand();
  const withdraw = async () => {
    if (await send({ type: 'WithdrawScrutineerProposal' })) onWithdrawn();
  };
  return (
    <>
      <CommandNote state={state} />
      <div className={styles['buttons']}>
        <Button disabled={fixed} onClick={onChange}>
          {t('scrutineers.changeProposal')}
        </Button>
        <Button disabled={busy} onClick={() => void withdraw()}>
          {busy ? t('common:sending') : t('scrutineers.withdraw')}
        </Button>
        <p>{t('scrutineers.waitingChair')}</p>
      </div>
    </>
  );
}
