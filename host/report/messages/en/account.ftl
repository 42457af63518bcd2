# The account of one subject.

account-heading = RESULT OF THE ASSESSMENT
account-subject = { $kind } · { $place } · Period { $period } · Run { $run }
account-id = Subject: { $subject }
account-no-title = No title was judged for this subject in the period.
account-note = This is what the evidence at hand says; the title itself is conferred by decision of the authority.

account-verdict-recognised = Recognised
    .plain = The conditions of the title are met.
account-verdict-not-recognised = Not recognised
    .plain = The conditions of the title are not met; see the points and the criteria that fail.
account-verdict-undetermined = Undetermined
    .plain = The evidence does not suffice; see what is missing.
account-verdict-not-applicable = Not applicable
    .plain = The ruleset is not about this subject.

account-judged-by = Judged by { $reference }, in force from { $day }.
account-level = Level surely reached: { $level }
account-points = Points: { $points } of { $max }
account-pass-mark = pass mark: { $mark }
account-floor = no criterion below { $floor } points
account-pass-mark-share = pass mark: { $mark } of { $total }, and the same share of the { $max } that can be earned
account-no-pass-mark = no source gives the pass mark

account-column-criterion = Criterion
account-column-outcome = Outcome
account-column-points = Points
account-column-evidence = Evidence and where it comes from
account-of-points = { $points } / { $max }
account-required = required
account-for-level = level { $level }

account-outcome-pass = Pass
account-outcome-fail = Fail
account-outcome-unknown = Unknown
account-outcome-not-applicable = Not applicable
account-outcome-error = Error
account-outcome-not-checked = Not checked

account-unknown-value = missing
account-between = { $low } to { $high }
account-source-register = { $file }, line { $line }
account-source-file = { $file }
account-source-computed = computed from
account-source-members = over { $total ->
    [one] 1 member
   *[other] { $total } members
}
account-source-verdict = verdict of this run
account-source-decision = decision { $number } of { $day }
account-source-no-decision = no decision yet
account-more-members = … and { $count ->
    [one] 1 other member
   *[other] { $count } other members
}

account-member-has = counts, has it
account-member-has-not = counts, has it not
account-member-has-unknown = counts, not known
account-member-counts = counts
account-member-perhaps = perhaps counts
account-members-out = { $count ->
    [one] 1 member does not count
   *[other] { $count } members do not count
}
account-members-state = { $state } ({ $count }): { $members }

account-condition-applies = The ruleset is about this subject: { $truth }
account-condition-level = What { $level } asks for besides: { $truth }
account-truth-true = holds
account-truth-false = does not hold
account-truth-unknown = not known

account-changed = Since this run the rules or the evidence of these titles have changed: { $titles }. What stands here is of run { $run }.

account-missing = What is missing (most decisive first)
account-missing-settles = this alone can settle the title
account-missing-points = { $points } points depend on it
account-missing-criteria = criteria: { $criteria }

account-papers = Missing papers
account-paper = { $name }: { $paper } would give it
account-paper-level = { $name } (level { $level }): { $paper } would give it

account-values = Values set for this place
account-value-none = left open
account-value = { $value } ({ $paper }; { $origin })
account-value-then = then { $value } ({ $paper }; { $origin })

account-signature = Drawn up by
account-handed-over = Received by
account-reason = Reason: { $reason }
