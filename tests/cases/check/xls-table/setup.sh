printf x > 'small/台账.et'
