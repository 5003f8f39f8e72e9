"""Files written for the user to edit: scenarios, plans, forms for budget holders, schemas."""
