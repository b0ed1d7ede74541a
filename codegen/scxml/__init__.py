"""State charts as SCXML (W3C Recommendation of 2015): documents of strangers into our language, and ours out of it."""
