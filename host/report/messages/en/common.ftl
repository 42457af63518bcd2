# Words used in several places. The program fills in `{ $name }`; leave it as it is.

common-total = Total
common-yes = yes
common-no = no

common-kind-citizen = Citizen
common-kind-family = Family
common-kind-clan = Clan
common-kind-village = Village
common-kind-unit = Unit
common-kind-commune = Commune

