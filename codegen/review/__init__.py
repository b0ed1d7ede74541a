"""`sessioncore diff`: two versions of charts compared by what they mean, for people who review a change."""
