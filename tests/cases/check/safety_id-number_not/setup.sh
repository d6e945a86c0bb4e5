# Masked, with a wrong check digit, within a serial number, and a code of an organisation.
printf '110101********7758\n110101199003077757\nWX110101199003077758\n914403001922038216\n' > 'small/资料/Ⅲ-3 志愿者名册'/名册.txt
