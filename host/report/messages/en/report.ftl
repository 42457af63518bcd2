# The report. A column header written on several lines is printed on several lines.

report-heading = LEARNING TITLES: RESULTS OF THE ASSESSMENT
report-of = { $workspace } · Period { $period } · Run { $run }
report-of-place = { $place } · { $workspace } · Period { $period } · Run { $run }
report-nothing = No title was assessed in this period.

report-section-titles = Results by commune and title
    .why = A rate is out of the subjects assessed (recognised + not recognised + undetermined). A range runs from none of the undetermined being recognised in the end to all of them.
report-section-levels = Subjects by level
    .why = A subject counts once, at the highest level that it surely reaches.
report-section-targets = Against the targets
    .why = The denominator stands in the paper's own words. Where it is not known whether some subjects count, the number counted and the rate are ranges.
report-section-hamlets = By hamlet
    .why = A rate is out of the subjects assessed in the hamlet.
report-section-people = By sex and age
    .why = Age on the last day of the period. A rate is out of the subjects assessed in the group.
report-section-criteria = Criteria that fail most
    .why = A rate is out of the subjects judged by the criterion (pass + fail + unknown).
report-section-evidence = Evidence missing most often
    .why = This evidence is needed before anything can be said of the subjects without it.
report-section-papers = Missing papers
    .why = No source gives these values, so they are left open; the papers below would.
report-section-years = Year against year
    .why = A rate is out of the subjects assessed in the last run of each period; the last column counts the subjects that decisions recognised.
report-section-outstanding = Outstanding
    .why = Without names and identity numbers.
report-section-faults = Faults
    .why = The findings of these criteria cannot be used; mend the fault and run again.
report-section-editions = Rulesets applied

report-column-commune = Commune
report-column-hamlet = Hamlet
report-column-title = Title
report-column-level = Level
report-column-assessed =
    Subjects
    assessed
report-column-recognised = Recognised
report-column-not-recognised =
    Not
    recognised
report-column-undetermined = Undetermined
report-column-not-applicable =
    Not
    applicable
report-column-rate =
    Recognised /
    assessed
report-column-group = Group
report-column-criterion = Criterion
report-column-pass = Pass
report-column-fail = Fail
report-column-unknown = Unknown
report-column-exempt = Not applicable
report-column-error = Error
report-column-fail-rate =
    Fail /
    judged
report-column-target = Target
report-column-year = Year
report-column-of = Denominator
report-column-wanted = Wanted
report-column-reached = Recognised
report-column-open = Undetermined
report-column-counted = Counted
report-column-uncertain =
    Perhaps
    counted
report-column-target-rate =
    Recognised /
    counted
report-column-standing = Standing
report-column-reference = Reference
report-column-period = Period
report-column-decided =
    Recognised
    by decision
report-column-subject = Subject
report-column-kind = Kind
report-column-points = Points
report-column-indicator = Evidence
report-column-without-it =
    Subjects
    without it
report-column-paper = Paper needed
report-column-value = Missing value
report-column-fault = What happened
report-column-findings =
    Findings
    lost
report-column-from = In force from

report-no-rate = nobody was assessed, so there is no rate.
report-not-applicable = Subjects that the ruleset is not about (no part of any rate): { $titles }.
report-in-force-from = in force from { $day }
report-levels = level { $levels }
report-more-evidence = … { $count ->
    [one] 1 more kind of evidence is missing.
   *[other] { $count } more kinds of evidence are missing.
}
report-more-criteria = Only the { $count } criteria of each title that fail most.
report-no-hamlet = In no hamlet
report-target-wanted = { $percent }%
report-target-no-value = none

report-standing-met = Met
report-standing-not-met = Not met
report-standing-open = Open
report-standing-no-value = No value: { $paper } would give it

report-group-women = Women
report-group-men = Men
report-group-sex-unknown = Sex unknown
report-group-age = Aged { $from } to { $to }
report-group-age-from = Aged { $from } and over
report-group-age-unknown = Birth date unknown

report-chart-titles = Recognised, by title
report-chart-communes = Recognised, by commune: { $title }
report-chart-years = Recognised, year against year (rate): { $title }
report-chart-numbers = Recognised, year against year (number): { $title }
report-chart-decided = { $period } (dec.)
report-chart-rate = Recognised (%)
report-chart-low = Recognised
report-chart-sure-rate = Surely recognised (the low end of the range), out of the subjects assessed
report-chart-open-column = Open (highest less lowest)
report-chart-range = Undetermined
report-chart-wanted = Wanted
report-chart-key = Solid: surely recognised. Hatched: undetermined, recognised or not once the evidence is there. The figures stand in the table below.
report-chart-decided-key = (dec.): by decision; the others by run.
report-references = References: { $papers }.
report-contents = Contents
report-made-by = Made by tieuchi from run { $run }, period { $period }. Counts are exact; rates are rounded to two digits.
report-rate-low = { $rate }: lowest
report-rate-high = { $rate }: highest
report-sheet-summary = Summary
report-sheet-charts = Charts
report-sheet-note = Totals and rates in the tables are formulas: select a cell to check it.
